import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/me.ts'
import { type MessageMail, mailStatesQuery } from '../../mail/mail-queries.ts'
import { OpenWholeMail } from '../../mail/open-whole-mail.tsx'
import { AttachmentList } from '../../tickets/ticket/attachment-list.tsx'
import { type Message, messagesQuery } from '../../tickets/ticket-queries.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import './words.css'

/** What was said, oldest first. Ours and theirs stand on different sides. */
export function Words({ number }: { readonly number: string }) {
  const { t } = useTranslation('portal')
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(messagesQuery(number))
  const states = useQuery(mailStatesQuery(number))
  const mails = states.data
  const words = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="words" aria-labelledby="words-title">
      <h2 id="words-title">{t('words.title')}</h2>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {isPending && !error ? <SkeletonRows rows={2} height={64} /> : null}
      {data && words.length === 0 && !states.isPending ? <NoneYet openedByMail={Boolean(mails?.opening)} /> : null}
      <ol className="words__list" aria-live="polite">
        {words.map((message) => (
          <Word key={message.id} message={message} mail={mails?.messages[message.id]?.mail} />
        ))}
      </ol>
      {hasNextPage ? (
        <button type="button" className="plain-act" onClick={() => void fetchNextPage()}>
          {t('words.more')}
        </button>
      ) : null}
    </section>
  )
}

/** Whoever reported by mail has said something already: it is the report, and stands below. */
function NoneYet({ openedByMail }: { readonly openedByMail: boolean }) {
  const { t } = useTranslation('portal')
  const where = t(useMe()?.kind === 'partner' ? 'facts.partnerTitle' : 'facts.title')
  return <p className="muted">{openedByMail ? t('words.noneSinceMail', { where }) : t('words.none')}</p>
}

function Word({ message, mail }: { readonly message: Message; readonly mail: MessageMail['mail'] | undefined }) {
  const { t } = useTranslation('portal')
  const me = useMe()
  const mine = message.author.kind === me?.kind
  return (
    <li className={`said${mine ? ' said--mine' : ''}`}>
      <p className="said__by">
        <strong>{message.author.id === me?.id ? t('words.you') : message.author.name}</strong>
        <span className="said__at">
          <TimeAgo at={message.at} />
        </span>
      </p>
      <p className="said__body">{message.body}</p>
      {message.attachments.length > 0 ? <AttachmentList attachments={message.attachments} /> : null}
      {mail ? <OpenWholeMail mail={mail} path={`/messages/${message.id}`} /> : null}
    </li>
  )
}
