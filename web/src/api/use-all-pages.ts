import { useEffect } from 'react'

type Pages = {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly isError: boolean
  readonly fetchNextPage: () => unknown
}

/** Lists that come oldest first but are read newest first are loaded to their end, page by page. */
export function useAllPages(pages: Pages): void {
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = pages
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage])
}
