import { queryOptions } from '@tanstack/react-query'
import type { InlinePicture } from '#mail/rules/inline-pictures'

/** Whatever a file calls itself: only these were found to be pictures that cannot run anything. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Pictures as data, by content id, fetched with the reader's own rights. One that cannot be had does not keep the others away. */
export const picturesQuery = (pictures: readonly InlinePicture[]) =>
  queryOptions({
    queryKey: ['mail-pictures', ...pictures.map(({ path }) => path)],
    queryFn: async ({ signal }) => {
      const had = await Promise.allSettled(
        pictures.map(async ({ contentId, path }) => [contentId, await pictureData(path, signal)] as const),
      )
      return new Map(
        had.flatMap((one) => (one.status === 'fulfilled' && one.value[1] !== null ? [[one.value[0], one.value[1]] as const] : [])),
      )
    },
    enabled: pictures.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })

async function pictureData(path: string, signal: AbortSignal): Promise<string | null> {
  const answer = await fetch(path, { credentials: 'same-origin', signal })
  const type = answer.headers.get('content-type') ?? ''
  if (!answer.ok || !PICTURES.has(type)) return null
  return dataUrl(new Blob([await answer.arrayBuffer()], { type }))
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
