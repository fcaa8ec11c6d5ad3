import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answered, http } from './client.ts'

export const functionsQuery = queryOptions({
  queryKey: ['functions'],
  queryFn: ({ signal }) => answered(http.GET('/api/v1/functions', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Functions and stations are data: their names come from the workspace, in the reader's language; else the key itself. */
export function useFunctionNames(): (key: string) => string {
  const { i18n } = useTranslation()
  const { data } = useQuery(functionsQuery)
  return (key) => {
    const found = data?.items.find((each) => each.key === key)
    if (!found) return key
    return i18n.language === 'en' ? found.nameEn : found.nameZh
  }
}
