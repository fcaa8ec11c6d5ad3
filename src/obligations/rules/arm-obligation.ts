import type { Instant } from '#kernel/instant'
import type { Clocks } from './clocks.ts'
import {
  type Change,
  type HolderDuty,
  type Obligation,
  type ObligationMode,
  obligationEvent,
  type ResolvedTarget,
  retimed,
} from './obligation.ts'
import { sweep, withNext } from './sweep-obligation.ts'

export type Arming = {
  readonly id: string
  readonly kind: string
  readonly subject: { readonly type: string; readonly id: string }
  readonly ticketId?: string | null
  readonly accountId: string
  readonly productLineId?: string | null
  readonly severity?: string | null
  readonly holderDuty: HolderDuty | null
  readonly holderId: string | null
  readonly owedTo: string
  readonly mode?: ObligationMode
  readonly armedAt: Instant
  readonly target: ResolvedTarget
  readonly pauses?: Obligation['pauses']
  readonly cycle?: number
  readonly policyId?: string | null
  readonly policyVersion?: number | null
  readonly text?: string | null
  readonly why: string
}

/** A new obligation, and at once whatever of it is late already when it is armed in the past (split, import). */
export function arm(arming: Arming, at: Instant, clocks: Clocks): Change {
  const { ticketId = null, productLineId = null, severity = null, mode = 'enforce', pauses = [], cycle = 1, text = null } = arming
  const { policyId = null, policyVersion = null, id, kind, subject, accountId, holderDuty, holderId, owedTo, armedAt, target, why } = arming
  const untimed: Obligation = {
    ...{ id, kind, subject, ticketId, accountId, productLineId, severity, holderDuty, holderId, owedTo, mode, armedAt, target, pauses },
    ...{
      cycle,
      policyId,
      policyVersion,
      text,
      why,
      state: 'pending',
      dueAt: null,
      warnAts: [],
      warned: 0,
      remainingMs: null,
      keptAt: null,
    },
    ...{ brokenAt: null, fulfilledAt: null, cancelledAt: null, cancelWhy: null, climbs: 0, nextAt: null },
  }
  const armed = withNext(retimed(untimed, clocks), clocks)
  const swept = sweep(armed, at, clocks)
  return { obligation: swept.obligation, events: [obligationEvent('obligation.armed', armedAt, armed, { why, owedTo }), ...swept.events] }
}
