import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/me.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { type TicketView, ticketQuery } from '../ticket-queries.ts'
import { Conversation } from './conversation.tsx'
import { MyAsks } from './my-asks.tsx'
import { NextSteps } from './next-steps.tsx'
import { OfferBanner } from './offer-banner.tsx'
import { SecondWords } from './second-words.tsx'
import { SideColumn } from './side-column.tsx'
import type { Step } from './steps.ts'
import { TicketHead } from './ticket-head.tsx'
import './ticket-page.css'
import { useTicketKeys } from './use-ticket-keys.ts'
import { ViewTabs } from './view-tabs.tsx'

const DescriptionPanel = lazy(() => import('./description-panel.tsx').then((module) => ({ default: module.DescriptionPanel })))
const FindingsPanel = lazy(() => import('./findings-panel.tsx').then((module) => ({ default: module.FindingsPanel })))
const TimelinePanel = lazy(() => import('./timeline-panel.tsx').then((module) => ({ default: module.TimelinePanel })))
const StepDialog = lazy(() => import('./step-dialog.tsx').then((module) => ({ default: module.StepDialog })))

const route = getRouteApi('/shell/tickets/$number')

export function TicketPage() {
  const { number } = route.useParams()
  const { t } = useTranslation('ticket')
  const ticket = useQuery(ticketQuery(number))
  usePageTitle(ticket.data ? t('documentTitle', { number: ticket.data.number, title: ticket.data.title }) : number)
  if (ticket.data) return <Loaded key={ticket.data.id} ticket={ticket.data} />
  return (
    <div className="ticket-page ticket-page--waiting">
      <h1 className="for-readers">{number}</h1>
      {ticket.error ? <ProblemAlert error={ticket.error} onRetry={() => void ticket.refetch()} /> : <SkeletonRows rows={7} height={72} />}
    </div>
  )
}

function Loaded({ ticket }: { readonly ticket: TicketView }) {
  const { tab = 'conversation' } = route.useSearch()
  const me = useMe()
  const [step, setStep] = useState<Step | null>(null)
  const keys = useTicketKeys(ticket, setStep)
  return (
    <div className="ticket-page">
      <TicketHead ticket={ticket} />
      <div className="ticket-page__columns">
        <div className="ticket-page__main">
          {ticket.offers.map((offer) => (
            <OfferBanner key={offer.id} offer={offer} ticketRef={ticket.number} meId={me?.id ?? ''} />
          ))}
          <MyAsks ticketRef={ticket.number} meId={me?.id ?? ''} />
          <SecondWords ticket={ticket} onStep={setStep} />
          <NextSteps ticket={ticket} onStep={setStep} />
          <ViewTabs ticket={ticket} tab={tab} />
          {tab === 'conversation' ? <Conversation ticket={ticket} keys={keys} /> : null}
          <Suspense fallback={<SkeletonRows rows={4} height={64} />}>
            {tab === 'description' ? <DescriptionPanel ticket={ticket} /> : null}
            {tab === 'findings' ? <FindingsPanel ticket={ticket} onRecord={() => setStep('record_finding')} /> : null}
            {tab === 'timeline' ? <TimelinePanel ticket={ticket} /> : null}
          </Suspense>
        </div>
        <SideColumn ticket={ticket} meId={me?.id ?? ''} onStep={setStep} />
      </div>
      <Suspense fallback={null}>{step ? <StepDialog step={step} ticket={ticket} onClose={() => setStep(null)} /> : null}</Suspense>
    </div>
  )
}
