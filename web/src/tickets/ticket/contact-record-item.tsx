import { useTranslation } from 'react-i18next'
import { MINUTE } from '#kernel/instant'
import { Initial } from '../../ui/owner-chip.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import type { ContactRecord } from '../ticket-queries.ts'

export function ContactRecordItem({ record }: { readonly record: ContactRecord }) {
  const { t } = useTranslation('ticket')
  const minutes = Math.max(1, Math.round((Date.parse(record.to) - Date.parse(record.from)) / MINUTE))
  return (
    <article className="word word--record">
      <header className="word__head">
        <Initial name={record.staff.name} />
        <strong>{record.staff.name}</strong>
        <span className="audience audience--record">{t(`vocabulary:contactChannel.${record.channel}`)}</span>
        <span className="word__to">
          {record.contact ? t('contact.withWhom', { name: record.contact.name, count: minutes }) : t('contact.minutes', { count: minutes })}
        </span>
        {record.answered ? null : <span className="word__late">{t('contact.unanswered')}</span>}
        {record.entry === 'timely' ? null : <span className="word__late">{t(`contact.entry.${record.entry}`)}</span>}
        <span className="word__at">
          <TimeAgo at={record.from} />
        </span>
      </header>
      <div className="word__body">{record.said}</div>
      {record.promised ? <p className="word__next">{t('contact.promisedSaid', { text: record.promised })}</p> : null}
      {record.nextContactAt ? (
        <p className="word__next">
          {t('contact.nextSaid')} <TimeAgo at={record.nextContactAt} />
        </p>
      ) : null}
    </article>
  )
}
