import type { Refusal } from '#kernel/decision'
import { COMMANDS, type Command, commandTable } from './command-table.ts'
import { fixState } from './fix.ts'
import { missingFacts } from './gate.ts'
import { isAfterRestoration } from './lowering.ts'
import type { Playbook } from './playbook.ts'
import { awaitsVerification } from './resolve.ts'
import type { Ticket } from './ticket.ts'

export type NextStep = { readonly command: Command; readonly blockedBy: Refusal | null }

/**
 * What can be done next, and what blocks the rest, said beside the button. Commands that make no sense in this status are
 * left out; what is blocked by something a person can mend is listed with it.
 */
export function nextSteps(ticket: Ticket, playbook: Playbook, me: { readonly id: string; readonly leads: boolean }): NextStep[] {
  return COMMANDS.flatMap((command): NextStep[] => {
    const cell = commandTable[command][ticket.status]
    if (typeof cell === 'object' && 'no' in cell) return []
    if (isPointless(command, ticket, me)) return []
    return [{ command, blockedBy: blocker(command, ticket, playbook, me) }]
  })
}

function isPointless(command: Command, ticket: Ticket, me: { readonly id: string }): boolean {
  switch (command) {
    case 'acknowledge':
      return ticket.ownerAcknowledgedAt !== null || ticket.ownerId !== me.id
    case 'restore':
      return ticket.restoredAt !== null || (ticket.kind !== 'defect' && ticket.kind !== 'outage')
    case 'withdraw_restoration':
      return ticket.restoredAt === null
    case 'confirm':
      return ticket.confirmedAt !== null
    case 'send_root_cause_report':
      return ticket.restoredAt === null && ticket.resolvedAt === null
    case 'object':
    case 'answer_ask':
    case 'withdraw_ask':
    case 'check_confirmation':
      // The customer's own; and what becomes of a question, and of what a lead checks, stands beside it.
      return true
    case 'place':
      return ticket.accountKind !== 'unsorted'
    case 'unlink':
      return !ticket.linked
    case 'decide_objection':
      return ticket.objectionId === null
    case 'lower':
      return !isAfterRestoration(ticket) || ticket.loweringId !== null
    case 'decide_lowering':
      return ticket.loweringId === null
    default:
      return false
  }
}

function blocker(
  command: Command,
  ticket: Ticket,
  playbook: Playbook,
  me: { readonly id: string; readonly leads: boolean },
): Refusal | null {
  const block = (code: string, params: Refusal['params'] = {}): Refusal => ({ code, params })
  switch (command) {
    case 'assign':
    case 'decide_objection':
      return me.leads ? null : block('needs-lead')
    case 'confirm':
      return ticket.liaisonId === me.id || me.leads ? null : block('needs-liaison')
    case 'wait':
      return ticket.firstResponseAt === null ? block('wait-before-first-response') : null
    case 'hand_off':
      return ticket.ownerMustBeNamed ? block('owner-must-be-named') : null
    case 'resolve': {
      const missing = missingFacts(ticket.report, playbook)
      if (missing.length > 0) return block('description-incomplete', { missing: missing.join(', ') })
      if (ticket.triagedAt === null) return block('triage-first')
      return awaitsVerification(fixState(ticket)) ? block('fix-not-verified') : null
    }
    default:
      return null
  }
}
