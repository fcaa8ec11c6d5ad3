import { Link } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFunctionNames } from '../../api/functions.ts'
import { Countdown } from '../../ui/countdown.tsx'
import { SeverityBadge } from '../../ui/severity-badge.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import type { TicketRow } from '../ticket-queries.ts'

const ROW = 53

/** A plain table, as long as the answer is, only the rows in view in the page. */
export function TicketTable({ rows }: { readonly rows: readonly TicketRow[] }) {
  const { t } = useTranslation('tickets')
  const nameOf = useFunctionNames()
  const table = useRef<HTMLDivElement>(null)
  const [offset, setOffset] = useState(0)
  useEffect(() => setOffset(table.current?.offsetTop ?? 0), [])
  const virtual = useWindowVirtualizer({ count: rows.length, estimateSize: () => ROW, overscan: 12, scrollMargin: offset })
  const items = virtual.getVirtualItems()
  const before = Math.max(0, (items[0]?.start ?? offset) - offset)
  const after = Math.max(0, virtual.getTotalSize() - ((items.at(-1)?.end ?? offset) - offset))
  return (
    <div className="tickets__scroll panel" ref={table}>
      <table className="tickets__table" aria-rowcount={rows.length + 1}>
        <caption className="for-readers">{t('title')}</caption>
        <thead>
          <tr>
            {(['severity', 'ticket', 'account', 'status', 'owner', 'due', 'created'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <Gap height={before} /> : null}
          {items.map((item) => {
            const row = rows[item.index]
            if (!row) return null
            return (
              <tr key={row.id} aria-rowindex={item.index + 2}>
                <td>
                  <SeverityBadge severity={row.severity} triaged={row.triagedAt !== null} />
                </td>
                <th scope="row">
                  <Link to="/tickets/$number" params={{ number: row.number }}>
                    <span className="tickets__number">{row.number}</span> {row.title}
                  </Link>
                </th>
                <td>{row.account.name}</td>
                <td>{t('statusAt', { status: t(`vocabulary:status.${row.status}`), station: nameOf(row.station) })}</td>
                <td>{row.owner.name}</td>
                <td>{row.nextDue ? <Countdown dueAt={row.nextDue.dueAt} riskAt={row.riskAt} /> : t('nothing')}</td>
                <td>
                  <TimeAgo at={row.createdAt} />
                </td>
              </tr>
            )
          })}
          {after > 0 ? <Gap height={after} /> : null}
        </tbody>
      </table>
    </div>
  )
}

function Gap({ height }: { readonly height: number }) {
  return (
    <tr>
      <td colSpan={7} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}
