import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Me } from '#auth/contract'
import type { Locale } from '#kernel/actor'
import { answered, http, ifMatch } from './client.ts'
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
  const save = (version: number) => answered(http.PATCH('/api/v1/me', { body: { locale }, headers: ifMatch(version) }))
  // Whatever else of this person changed meanwhile does not touch their language: the newest version is taken and asked again.
  const saved = await save(me.version).catch(async (fault: unknown) => {
    if (asProblem(fault).code !== 'stale-version') throw fault
    return save((await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })).version)
  })
  // What the server says in sentences is asked for again, in the new language.
  queryClient.setQueryData(meQuery.queryKey, saved)
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
}
