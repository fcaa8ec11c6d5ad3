import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import type { Audience } from '#tickets/rules/vocabulary'
import type { TicketView } from '../ticket-queries.ts'
import { useTicketCommand } from '../use-ticket-command.ts'
import { mayGive, type Step } from './steps.ts'

/** Lets a key reach the composer wherever it is on the page. */
export type TicketKeys = {
  /** Set by the composer while it is on the page. */
  write: ((audience: Audience) => void) | null
  /** Asked for while it was not: it begins with this when it comes. */
  wanted: Audience | null
}

/** c claim, h hand off, r reply to the customer, n note, t triage, p phone call. */
export function useTicketKeys(ticket: TicketView, onStep: (step: Step) => void): TicketKeys {
  const navigate = useNavigate()
  const keys = useRef<TicketKeys>({ write: null, wanted: null })
  const claim = useTicketCommand(ticket.number, 'POST /api/v1/tickets/{id}/acknowledgement')
  const step = (wanted: Step) => () => {
    if (mayGive(ticket, wanted)) onStep(wanted)
  }
  const write = (audience: Audience) => {
    if (keys.current.write) return keys.current.write(audience)
    keys.current.wanted = audience
    void navigate({ to: '/tickets/$number', params: { number: ticket.number }, search: {}, replace: true })
  }
  useHotkeys('c', () => {
    if (mayGive(ticket, 'acknowledge') && !claim.isPending) claim.mutate({})
  })
  useHotkeys('h', step('hand_off'), { preventDefault: true })
  useHotkeys('t', step('triage'), { preventDefault: true })
  useHotkeys('p', step('record_contact'), { preventDefault: true })
  useHotkeys('r', () => write('customer'), { preventDefault: true })
  useHotkeys('n', () => write('internal'), { preventDefault: true })
  return keys.current
}
