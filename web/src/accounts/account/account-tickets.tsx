import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Sheet } from '../../admin/sheet.tsx'
import { ticketPagesQuery } from '../../tickets/ticket-queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SeverityBadge } from '../../ui/severity-badge.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'

/** The account's tickets, newest first. */
export function AccountTickets({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation('accounts')
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(
    ticketPagesQuery({ accountId, sort: '-createdAt', limit: 50 }),
  )
  const rows = data?.pages.flatMap((page) => page.items) ?? []
  if (isPending && !error) return <SkeletonRows rows={4} height={48} />
  return (
    <div className="admin-page">
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data && rows.length === 0 ? <EmptyState title={t('tickets.none')}>{t('tickets.noneTeach')}</EmptyState> : null}
      {rows.length > 0 ? (
        <Sheet
          label={t('tickets.title')}
          heads={[t('tickets.ticket'), t('tickets.severity'), t('tickets.status'), t('tickets.owner'), t('tickets.created')]}
        >
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to="/tickets/$number" params={{ number: row.number }}>
                  {row.confidential && row.title === '' ? row.number : t('tickets.named', { number: row.number, title: row.title })}
                </Link>
              </th>
              <td>
                <SeverityBadge severity={row.severity} triaged={row.triagedAt !== null} />
              </td>
              <td>{t(`vocabulary:status.${row.status}`)}</td>
              <td>{row.owner.name}</td>
              <td>
                <TimeAgo at={row.createdAt as string} />
              </td>
            </tr>
          ))}
        </Sheet>
      ) : null}
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{t('admin:more')}</Button> : null}
    </div>
  )
}
