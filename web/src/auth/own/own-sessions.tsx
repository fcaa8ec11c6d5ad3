import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { browserName } from '#auth/rules/browser-name'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { endOtherSessions, endOwnSession, ownSessionsQuery } from './own-api.ts'
import { OwnSection } from './own-section.tsx'

/** Where they are signed in; one of the others, or all of them, ended at once. */
export function OwnSessions() {
  const { t } = useTranslation('security')
  const client = useQueryClient()
  const { data, error, isPending } = useQuery(ownSessionsQuery)
  const end = useMutation({
    mutationFn: (id: string | null) => (id === null ? endOtherSessions() : endOwnSession(id)),
    onSettled: () => client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  })
  const sessions = data?.items ?? []
  const others = sessions.filter((each) => !each.current).length
  return (
    <OwnSection title={t('sessions.title')} teach={t('sessions.teach')}>
      <ProblemAlert error={error ?? end.error} />
      {isPending && !error ? <SkeletonRows rows={2} height={44} /> : null}
      <ul className="own__sessions">
        {sessions.map((each) => {
          const device = deviceWords(t, each.browser)
          return (
            <li key={each.id}>
              <span>
                <strong>{device}</strong> {each.current ? <span className="own__state own__state--on">{t('sessions.this')}</span> : null}
                <span className="own__where">
                  {each.address ?? t('sessions.unknownAddress')} · {t('sessions.since')} <TimeAgo at={each.createdAt} />
                </span>
              </span>
              {each.current ? null : (
                <Button
                  type="text"
                  danger
                  disabled={end.isPending}
                  aria-label={t('sessions.endOne', { device })}
                  onClick={() => end.mutate(each.id)}
                >
                  {t('sessions.end')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {others > 0 ? (
        <div className="own__acts">
          <Button disabled={end.isPending} onClick={() => end.mutate(null)}>
            {t('sessions.endOthers', { count: others })}
          </Button>
        </div>
      ) : null}
    </OwnSection>
  )
}

function deviceWords(t: TFunction<'security'>, userAgent: string | null): string {
  const { browser, system } = browserName(userAgent ?? '')
  if (browser && system) return t('sessions.device', { browser, system })
  return browser ?? system ?? t('sessions.unknownDevice')
}
