import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Countdown } from '../../ui/countdown.tsx'
import { type Ask, asksQuery } from '../ticket-queries.ts'
import './ask-item.css'
import './offer-banner.css'

const AnswerDialog = lazy(() => import('./answer-dialog.tsx').then((module) => ({ default: module.AnswerDialog })))

/** What is asked of me here and waits for my answer. */
export function MyAsks({ ticketRef, meId }: { readonly ticketRef: string; readonly meId: string }) {
  const { t } = useTranslation('ticket')
  const asks = useQuery(asksQuery(ticketRef))
  const [answering, setAnswering] = useState<Ask | null>(null)
  const mine = (asks.data?.items ?? []).filter((ask) => ask.mayAnswer && ask.to.id === meId)
  return (
    <>
      {mine.map((ask) => (
        <article key={ask.id} className="offer offer--mine">
          <div className="offer__words">
            <strong>{t('ask.ofYou', { name: ask.from.name })}</strong>
            {ask.dueAt ? <Countdown dueAt={ask.dueAt} /> : null}
          </div>
          <p className="offer__said">{ask.question}</p>
          <div className="offer__acts">
            <Button type="primary" onClick={() => setAnswering(ask)}>
              {t('ask.answer')}
            </Button>
          </div>
        </article>
      ))}
      <Suspense fallback={null}>
        {answering ? <AnswerDialog ask={answering} ticketRef={ticketRef} onClose={() => setAnswering(null)} /> : null}
      </Suspense>
    </>
  )
}
