import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ChangeMe, Me } from '#auth/contract'
import type { Locale } from '#kernel/actor'
import { answered, given, http, ifMatch } from './client.ts'
import { asProblem } from './problem.ts'
import { queryClient } from './query-client.ts'

export type { Me }

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => answered(http.GET('/api/v1/me', { signal })),
  staleTime: 5 * 60_000,
})

/** Inside the shell, where somebody is always signed in. */
export function useMe(): Me | undefined {
  return useQuery(meQuery).data
}

/** Keeps the language with the person, for what Muster writes to them. */
export async function saveLocale(locale: Locale): Promise<void> {
  const me = await queryClient.ensureQueryData(meQuery)
  if (me.locale === locale) return
  await saveMe({ locale })
  // What the server says in sentences is asked for again, in the new language.
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
}

/** How one hears by mail of what the bell tells. */
export async function saveNotificationMail(notificationMail: NonNullable<Me['notificationMail']>): Promise<void> {
  await saveMe({ notificationMail })
  // The same row, seen as one of the staff, has a new version.
  await queryClient.invalidateQueries({ queryKey: ['staff'] })
}

/** Whatever else of this person changed meanwhile does not touch what they choose: the newest version is taken and asked again. */
async function saveMe(body: ChangeMe): Promise<void> {
  const save = (version: number) => answered(http.PATCH('/api/v1/me', { body: given(body), headers: ifMatch(version) }))
  const { version } = await queryClient.ensureQueryData(meQuery)
  const saved = await save(version).catch(async (fault: unknown) => {
    if (asProblem(fault).code !== 'stale-version') throw fault
    return save((await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })).version)
  })
  queryClient.setQueryData(meQuery.queryKey, saved)
}
