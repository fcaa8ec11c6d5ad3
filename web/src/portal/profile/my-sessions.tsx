import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Session } from '#auth/contract'
import { api } from '../../api/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'

const sessionsQuery = queryOptions({
  queryKey: ['sessions', 'mine'],
  queryFn: ({ signal }) => api.get<{ items: (Omit<Session, 'renewedAt'> & { renewedAt: string })[] }>('/sessions', undefined, signal),
})

/** Where they are signed in; one tap signs out everywhere else. */
export function MySessions() {
  const { t } = useTranslation('portal')
  const client = useQueryClient()
  const { data, error } = useQuery(sessionsQuery)
  const end = useMutation({
    mutationFn: () => api.delete<unknown>('/sessions'),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  const others = (data?.items ?? []).filter((each) => !each.current)
  return (
    <section className="field">
      <h2 className="field__label">{t('profile.sessions')}</h2>
      <ProblemAlert error={error ?? end.error} />
      <ul className="review">
        {(data?.items ?? []).map((each) => (
          <li key={each.id}>
            {t(each.current ? 'profile.thisOne' : 'profile.otherOne', { address: each.address ?? t('profile.unknownAddress') })}{' '}
            <span className="muted">
              <TimeAgo at={each.renewedAt} />
            </span>
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <button type="button" className="plain-act" disabled={end.isPending} onClick={() => end.mutate()}>
          {t('profile.endOthers', { count: others.length })}
        </button>
      ) : null}
    </section>
  )
}
