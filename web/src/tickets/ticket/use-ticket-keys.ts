import { useRef } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import type { Audience } from '#tickets/rules/vocabulary'
import type { TicketView } from '../ticket-queries.ts'
import { useTicketCommand } from '../use-ticket-command.ts'
import { mayGive, type Step } from './steps.ts'

/** Lets a key reach the composer wherever it is on the page. */
export type TicketKeys = { write: (audience: Audience) => void }

/** c claim, h hand off, r reply to the customer, n note, t triage, p phone call. */
export function useTicketKeys(ticket: TicketView, onStep: (step: Step) => void): TicketKeys {
  const keys = useRef<TicketKeys>({ write: () => undefined })
  const claim = useTicketCommand(ticket.number, 'POST /api/v1/tickets/{id}/acknowledgement')
  const step = (wanted: Step) => () => {
    if (mayGive(ticket, wanted)) onStep(wanted)
  }
  useHotkeys('c', () => {
    if (mayGive(ticket, 'acknowledge') && !claim.isPending) claim.mutate({})
  })
  useHotkeys('h', step('hand_off'), { preventDefault: true })
  useHotkeys('t', step('triage'), { preventDefault: true })
  useHotkeys('p', step('record_contact'), { preventDefault: true })
  useHotkeys('r', () => keys.current.write('customer'), { preventDefault: true })
  useHotkeys('n', () => keys.current.write('internal'), { preventDefault: true })
  return keys.current
}
