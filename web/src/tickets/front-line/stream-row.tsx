import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRelays } from '../../api/playbooks.ts'
import { Countdown } from '../../ui/countdown.tsx'
import { OwnerChip } from '../../ui/owner-chip.tsx'
import { RelayDots } from '../../ui/relay-dots.tsx'
import { SeverityBadge } from '../../ui/severity-badge.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import type { TicketRow } from '../ticket-queries.ts'
import './stream-row.css'
import './stream-row-words.css'
import './stream-row-narrow.css'

type Props = {
  readonly row: TicketRow
  readonly gone: boolean
  readonly mine: boolean
  readonly chosen: boolean
  readonly onChoose: () => void
}

/** One ticket in one glance: how bad, what, whose customer, where the ball is, who has it, what is owed next, the last words. */
export function StreamRow({ row, gone, mine, chosen, onChoose }: Props) {
  const { t } = useTranslation('front-line')
  const relayOf = useRelays()
  return (
    <article
      className={`row row--${row.severity.toLowerCase()}${chosen ? ' row--chosen' : ''}${gone ? ' row--gone' : ''}`}
      data-number={row.number}
    >
      <div className="row__severity">
        <SeverityBadge severity={row.severity} triaged={row.triagedAt !== null} />
      </div>
      <div className="row__what">
        <div className="row__title">
          <Link to="/tickets/$number" params={{ number: row.number }} onFocus={onChoose}>
            {row.title}
          </Link>
          {row.confidential ? <span className="row__mark">{t('row.confidential')}</span> : null}
        </div>
        <div className="row__meta">
          <span className="row__number">{row.number}</span>
          <span className="row__account">{row.account.name}</span>
          {row.account.tier === 'standard' ? null : (
            <span className={`tier tier--${row.account.tier}`}>{t(`vocabulary:tier.${row.account.tier}`)}</span>
          )}
          <span className="row__line">{row.productLine.name}</span>
        </div>
      </div>
      <div className="row__relay">
        <RelayDots relay={relayOf(row)} station={row.station} completed={row.stationsCompleted} />
        <span className="row__status">{t(`vocabulary:status.${row.status}`)}</span>
      </div>
      <div className="row__owner">
        <OwnerChip name={row.owner.name} acknowledgedAt={row.owner.acknowledgedAt} mine={mine} />
      </div>
      <div className="row__due">
        {row.nextDue ? (
          <>
            <span className="row__owed">{t(`vocabulary:obligation.${row.nextDue.kind}`, { defaultValue: row.nextDue.kind })}</span>
            <Countdown dueAt={row.nextDue.dueAt} riskAt={row.riskAt} />
          </>
        ) : (
          <span className="row__owed">{t('row.nothingOwed')}</span>
        )}
      </div>
      <LastWord word={row.lastWord} createdAt={row.createdAt} />
    </article>
  )
}

function LastWord({ word, createdAt }: { readonly word: TicketRow['lastWord']; readonly createdAt: string }) {
  const { t } = useTranslation('front-line')
  if (!word) {
    return (
      <div className="row__word">
        <span className="row__who">
          {t('row.reported')} <TimeAgo at={createdAt} />
        </span>
      </div>
    )
  }
  return (
    <div className={`row__word row__word--${word.by.kind === 'contact' ? 'theirs' : 'ours'}`}>
      <span className="row__said">{word.excerpt}</span>
      <span className="row__who">
        {t(word.by.kind === 'contact' ? 'row.fromCustomer' : 'row.toCustomer', { name: word.by.name })} <TimeAgo at={word.at} />
      </span>
    </div>
  )
}
