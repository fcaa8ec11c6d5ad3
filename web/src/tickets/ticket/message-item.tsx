import { useTranslation } from 'react-i18next'
import { CameByMail } from '../../mail/came-by-mail.tsx'
import { Deliveries } from '../../mail/deliveries.tsx'
import type { MessageMail } from '../../mail/mail-queries.ts'
import { Initial } from '../../ui/owner-chip.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import type { Message } from '../ticket-queries.ts'
import { AttachmentList } from './attachment-list.tsx'
import { AudienceLabel } from './audience-label.tsx'

type Props = { readonly message: Message; readonly mail: MessageMail | undefined; readonly ticketRef: string }

export function MessageItem({ message, mail, ticketRef }: Props) {
  const { t } = useTranslation('ticket')
  const theirs = message.author.kind === 'contact'
  return (
    <article className={`word word--${message.audience}${theirs ? ' word--theirs' : ''}`}>
      <header className="word__head">
        <Initial name={message.author.name} />
        <strong>{message.author.name}</strong>
        <AudienceLabel audience={message.audience} theirs={theirs} />
        {message.to ? (
          <span className="word__to">{t('conversation.to', { names: message.to.map((each) => each.name).join(t('listSeparator')) })}</span>
        ) : null}
        <span className="word__at">
          <TimeAgo at={message.at} />
        </span>
      </header>
      <div className="word__body">{message.body}</div>
      {message.attachments.length > 0 ? <AttachmentList attachments={message.attachments} /> : null}
      {mail?.mail ? <CameByMail mail={mail.mail} path={`/messages/${message.id}`} ticketRef={ticketRef} /> : null}
      {mail?.deliveries ? <Deliveries deliveries={mail.deliveries} /> : null}
      {message.nextUpdateAt ? (
        <p className="word__next">
          {t('conversation.promised')} <TimeAgo at={message.nextUpdateAt} />
        </p>
      ) : null}
    </article>
  )
}
