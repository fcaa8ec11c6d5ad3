import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../api/me.ts'
import { TimeAgo } from '../ui/time-ago.tsx'
import type { MessageMail } from './mail-queries.ts'
import './message-mail.css'

type Delivery = NonNullable<MessageMail['deliveries']>[number]
const MARK: Readonly<Record<Delivery['state'], string>> = {
  queued: '◷',
  sending: '◷',
  sent: '✓',
  failed: '✕',
  bounced: '↩',
  suppressed: '⊘',
}
const BAD: readonly Delivery['state'][] = ['failed', 'bounced', 'suppressed']

/** What became of words that went by mail, recipient by recipient: a mark, a word and, where it went wrong, what the server said. */
export function Deliveries({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  const { t } = useTranslation('ticket')
  const isAdministrator = useMe()?.abilities.includes('set up the workspace') ?? false
  return (
    <ul className="deliveries" aria-label={t('mail.deliveries')}>
      {deliveries.map((one) => (
        <li key={`${one.address}`} className={BAD.includes(one.state) ? 'deliveries__bad' : ''}>
          <span aria-hidden="true">{MARK[one.state]}</span> {one.name || one.address} · {t(`mail.state.${one.state}`)}
          {one.at ? (
            <>
              {' '}
              <TimeAgo at={one.at} />
            </>
          ) : null}
          {BAD.includes(one.state) && one.response ? <span className="deliveries__why">{one.response}</span> : null}
          {BAD.includes(one.state) && one.addressStanding !== null && isAdministrator ? (
            <Link
              to="/admin/bouncing"
              search={{ standing: 'all', q: one.address }}
              className="deliveries__address"
              aria-label={t('mail.addressBouncesOf', { address: one.address })}
            >
              {t('mail.addressBounces')}
            </Link>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
