import type { FastifyInstance } from 'fastify'
import type { RouteAccess } from '#platform/http/access'
import { checkTicketConfirmation } from '../actions/check-confirmation.ts'
import { askTicketLowering, decideTicketLowering } from '../actions/lower-ticket.ts'
import { decideTicketObjection, objectToSeverity } from '../actions/object-to-severity.ts'
import { silenceTicketNights } from '../actions/silence-nights.ts'
import * as contract from '../contract.ts'
import { commandRoute } from './command-route.ts'

const staff: RouteAccess = { actors: ['staff'], scope: 'tickets:write' }
const contacts: RouteAccess = { actors: ['contact'], scope: 'tickets:write' }
const customersToo: RouteAccess = { actors: ['staff', 'contact'], scope: 'tickets:write' }

/** What one side says and the other answers: the objection to a lowered severity, the second signature, quiet nights. */
export function secondWordRoutes(app: FastifyInstance): void {
  const post = commandRoute(app, 'POST', 200)
  const created = commandRoute(app, 'POST', 201)
  created('objection', contacts, 'Object to the lowered severity, in one tap', contract.objectionBody, objectToSeverity)
  post('objection/decision', staff, 'Decide the objection (leads)', contract.objectionDecisionBody, decideTicketObjection)
  post(
    'confirmation/check',
    staff,
    'Say what the customer answered about a confirmation on their behalf (leads)',
    contract.confirmationCheckBody,
    checkTicketConfirmation,
  )
  created(
    'lowerings',
    staff,
    'After restoration: ask to lower severity, start, interval or cause class; a second person signs',
    contract.loweringBody,
    askTicketLowering,
  )
  post('lowerings/decision', staff, 'Sign or refuse the lowering', contract.loweringDecisionBody, decideTicketLowering)
  post(
    'night-silence',
    customersToo,
    'Quiet nights: updates come in the morning unless it gets worse',
    contract.nightSilenceBody,
    silenceTicketNights,
  )
}
