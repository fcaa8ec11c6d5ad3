import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Countdown } from '../../ui/countdown.tsx'
import { Initial } from '../../ui/owner-chip.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import type { Ask } from '../ticket-queries.ts'
import { useTicketCommand } from '../use-ticket-command.ts'
import './ask-item.css'

const AnswerDialog = lazy(() => import('./answer-dialog.tsx').then((module) => ({ default: module.AnswerDialog })))

const ENDED: Readonly<Record<string, string>> = { closed: 'ask.endedClosed', withdrawn: 'ask.endedWithdrawn' }

/** A question among our people and its answer, or when that is due. */
export function AskItem({ ask, ticketRef }: { readonly ask: Ask; readonly ticketRef: string }) {
  const { t } = useTranslation('ticket')
  const [answering, setAnswering] = useState(false)
  const withdraw = useTicketCommand(ticketRef, 'POST /api/v1/asks/{id}/withdrawal', ask.id)
  return (
    <article className="word word--internal">
      <header className="word__head">
        <Initial name={ask.from.name} />
        <strong>{t('ask.asks', { from: ask.from.name, to: ask.to.name })}</strong>
        <span className="audience audience--internal">{t('ask.label')}</span>
        <span className="word__at">
          <TimeAgo at={ask.askedAt} />
        </span>
      </header>
      <div className="word__body">{ask.question}</div>
      {ask.answer ? (
        <div className="asked__answer">
          <p className="word__to">
            <strong>{ask.answer.by.name}</strong> <TimeAgo at={ask.answer.at} />
          </p>
          <div className="word__body">{ask.answer.text}</div>
        </div>
      ) : (
        <p className="asked__open">
          {ask.ended ? (
            <span>{t(ENDED[ask.ended.why] ?? 'ask.ended', { name: ask.to.name })}</span>
          ) : (
            <span>{t('ask.awaits', { name: ask.to.name })}</span>
          )}
          {!ask.ended && ask.dueAt ? <Countdown dueAt={ask.dueAt} /> : null}
          {ask.mayAnswer ? (
            <Button size="small" onClick={() => setAnswering(true)}>
              {t('ask.answer')}
            </Button>
          ) : null}
          {ask.mayWithdraw ? (
            <Button size="small" loading={withdraw.isPending} onClick={() => withdraw.mutate({})}>
              {t('ask.withdraw')}
            </Button>
          ) : null}
        </p>
      )}
      <ProblemAlert error={withdraw.error} />
      <Suspense fallback={null}>
        {answering ? <AnswerDialog ask={ask} ticketRef={ticketRef} onClose={() => setAnswering(false)} /> : null}
      </Suspense>
    </article>
  )
}
