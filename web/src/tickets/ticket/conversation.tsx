import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAllPages } from '../../api/use-all-pages.ts'
import { mailStatesQuery } from '../../mail/mail-queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { asksQuery, contactRecordsQuery, messagesQuery, type TicketView } from '../ticket-queries.ts'
import { AskItem } from './ask-item.tsx'
import { Composer } from './composer.tsx'
import { ContactRecordItem } from './contact-record-item.tsx'
import './conversation.css'
import { MessageItem } from './message-item.tsx'
import { OpeningMail } from './opening-mail.tsx'
import { mayGive } from './steps.ts'
import type { TicketKeys } from './use-ticket-keys.ts'

/** All words on this ticket, newest first: what was said last is what the next word answers. */
export function Conversation({ ticket, keys }: { readonly ticket: TicketView; readonly keys: TicketKeys }) {
  const { t } = useTranslation('ticket')
  const messages = useInfiniteQuery(messagesQuery(ticket.number))
  useAllPages(messages)
  const records = useQuery(contactRecordsQuery(ticket.number))
  const asks = useQuery(asksQuery(ticket.number))
  const states = useQuery(mailStatesQuery(ticket.number))
  const mails = states.data
  // Whether a mail opened it is known a moment after the words are.
  const mayHaveOpening = ticket.channel === 'mail' && states.isPending
  const said = [
    ...(messages.data?.pages.flatMap((page) => page.items) ?? []).map((message) => ({
      at: message.at,
      id: message.id,
      item: <MessageItem message={message} mail={mails?.messages[message.id]} ticketRef={ticket.number} />,
    })),
    ...(records.data?.items ?? []).map((record) => ({ at: record.from, id: record.id, item: <ContactRecordItem record={record} /> })),
    ...(asks.data?.items ?? []).map((ask) => ({ at: ask.askedAt, id: ask.id, item: <AskItem ask={ask} ticketRef={ticket.number} /> })),
  ]
    // Lists come oldest first: turned round, the stable sort keeps the later of two at one instant on top.
    .toReversed()
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  return (
    <div className="conversation">
      {mayGive(ticket, 'post_message') ? <Composer ticket={ticket} keys={keys} /> : null}
      <ProblemAlert
        error={messages.error ?? records.error ?? asks.error}
        onRetry={() => void Promise.all([messages.refetch(), records.refetch(), asks.refetch()])}
      />
      {messages.isPending ? <SkeletonRows rows={3} height={84} /> : null}
      {messages.data && said.length === 0 && !mayHaveOpening ? (
        <EmptyState title={t(mails?.opening ? 'conversation.unanswered' : 'conversation.empty')}>{t('conversation.teach')}</EmptyState>
      ) : null}
      <ol className="conversation__words" aria-label={t('tab.conversation')}>
        {said.map(({ id, item }) => (
          <li key={id}>{item}</li>
        ))}
        {mails?.opening ? (
          <li>
            <OpeningMail ticket={ticket} mail={mails.opening} />
          </li>
        ) : null}
      </ol>
    </div>
  )
}
