import { useTranslation } from 'react-i18next'
import type { MessageMail } from './mail-queries.ts'
import { OpenWholeMail } from './open-whole-mail.tsx'
import './message-mail.css'
import { Strangers } from './strangers.tsx'

type Props = {
  readonly mail: NonNullable<MessageMail['mail']>
  readonly path: string
  readonly ticketRef: string
  /** It opened the ticket: its words are the report. */
  readonly isOpening?: boolean
}

/** That words came by mail, who nobody vouches for, and the whole of it one click away. */
export function CameByMail({ mail, path, ticketRef, isOpening = false }: Props) {
  const { t } = useTranslation('ticket')
  return (
    <>
      <p className="message-mail">
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M2 4h12v8.5H2zM2 4.5l6 4.5 6-4.5" />
        </svg>
        {mail.from ? (
          <span>{t(isOpening ? 'mail.openedFrom' : 'mail.cameFrom', { address: mail.from.address })}</span>
        ) : (
          <span>{t('mail.came')}</span>
        )}
        {mail.authorTakesPart ? (
          <span className="message-mail__tag">{t('mail.authorTakesPart')}</span>
        ) : mail.unverified ? (
          <strong className="message-mail__bad">
            <span aria-hidden="true">⚠ </span>
            {t(`mail.unverified.${mail.unverified}`)}
          </strong>
        ) : null}
        {mail.automatic ? <span className="message-mail__tag">{t('mail.automatic')}</span> : null}
        <OpenWholeMail mail={mail} path={path} />
      </p>
      <Strangers strangers={mail.strangers ?? []} receivedMailId={mail.receivedMailId} ticketRef={ticketRef} />
    </>
  )
}
