import { useTranslation } from 'react-i18next'
import { CameByMail } from '../../mail/came-by-mail.tsx'
import type { MailStates } from '../../mail/mail-queries.ts'
import { Initial } from '../../ui/owner-chip.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import type { TicketView } from '../ticket-queries.ts'
import { AudienceLabel } from './audience-label.tsx'

type Props = { readonly ticket: TicketView; readonly mail: NonNullable<MailStates['opening']> }

/** The mail that opened the ticket: the first words there are, which are its description. */
export function OpeningMail({ ticket, mail }: Props) {
  const { t } = useTranslation('ticket')
  const name = ticket.reporter?.name ?? (mail.from?.name || mail.from?.address) ?? t('mail.nobody')
  return (
    <article className="word word--customer word--theirs">
      <header className="word__head">
        <Initial name={name} />
        <strong>{name}</strong>
        <AudienceLabel audience="customer" theirs />
        <span className="word__to">{t('mail.isDescription')}</span>
        <span className="word__at">
          <TimeAgo at={ticket.createdAt} />
        </span>
      </header>
      <div className="word__body">{ticket.report.symptom}</div>
      <CameByMail mail={mail} path={`/tickets/${ticket.number}`} ticketRef={ticket.number} isOpening />
    </article>
  )
}
