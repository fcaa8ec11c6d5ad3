import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { MINUTE } from '#kernel/instant'
import type { dutyBoardOut } from '#oncall/contract'
import { answered, http } from '../api/client.ts'
import { useFunctionNames } from '../api/functions.ts'
import { useMe } from '../api/me.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'

type Board = z.input<typeof dutyBoardOut>
type Line = Board['items'][number]

const onDutyQuery = queryOptions({
  queryKey: ['on-duty'],
  queryFn: ({ signal }) => answered(http.GET('/api/v1/on-duty', { signal })),
  // People come on and go off duty by the clock alone.
  refetchInterval: MINUTE,
})

/** By line and function; where nobody is, who takes it instead. How much somebody holds is only for them and who leads them. */
export function OnDutyBoard({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('shell')
  const { data, error, refetch } = useQuery(onDutyQuery)
  const role = useMe()?.role
  return (
    <>
      <div className="duty-board__head">
        <h2>{t('onDuty.title')}</h2>
        {role === 'administrator' || role === 'lead' ? (
          <Link to="/admin/rosters" onClick={onLeave}>
            {t('onDuty.rosters')}
          </Link>
        ) : null}
      </div>
      {data?.dutyManager ? <p className="duty-board__manager">{t('onDuty.manager', { name: data.dutyManager.name })}</p> : null}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data || error ? null : <SkeletonRows rows={4} height={36} />}
      {data?.items.length === 0 ? <EmptyState title={t('onDuty.none')}>{t('onDuty.noneTeach')}</EmptyState> : null}
      {data?.items.map((line) => (
        <LineOnDuty key={line.productLine.id} line={line} />
      ))}
    </>
  )
}

function LineOnDuty({ line }: { readonly line: Line }) {
  const { t } = useTranslation('shell')
  const nameOf = useFunctionNames()
  return (
    <section className="duty-line" aria-label={line.productLine.name}>
      <h3>{line.productLine.name}</h3>
      <dl>
        {line.functions.map(({ function: key, people, count }) => (
          <div key={key}>
            <dt>{nameOf(key)}</dt>
            <dd>
              {count === 0 ? (
                <span className="duty-line__nobody">{t(key === 'frontline' ? 'onDuty.nobodyFrontline' : 'onDuty.nobody')}</span>
              ) : (
                <ul>
                  {people.map((person) => (
                    <li key={person.id} title={t(`onDuty.why.${person.why}`)}>
                      {person.name}
                      {person.openDuties === null ? null : (
                        <span className="duty-line__held">{t('onDuty.held', { count: person.openDuties })}</span>
                      )}
                    </li>
                  ))}
                  {count > people.length ? <li>{t('onDuty.more', { count: count - people.length })}</li> : null}
                </ul>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
