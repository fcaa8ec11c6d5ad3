import type { Instant } from '#kernel/instant'
import type { Clocks } from './clocks.ts'
import { type Change, type HolderDuty, isOpen, type Obligation, obligationEvent } from './obligation.ts'
import { sweep } from './sweep-obligation.ts'

/** It is owed by somebody else from now on. The clock runs on. What is no longer open keeps the one who held it. */
export function transfer(
  obligation: Obligation,
  to: { readonly holderId: string | null; readonly holderDuty?: HolderDuty | null },
  at: Instant,
  clocks: Clocks,
): Change {
  const { obligation: current, events } = sweep(obligation, at, clocks)
  const holderDuty = to.holderDuty === undefined ? current.holderDuty : to.holderDuty
  if (!isOpen(current) || (current.holderId === to.holderId && current.holderDuty === holderDuty)) return { obligation: current, events }
  const transferred = { ...current, holderId: to.holderId, holderDuty }
  const details = { fromHolderId: current.holderId, fromHolderDuty: current.holderDuty }
  return { obligation: transferred, events: [...events, obligationEvent('obligation.holder-changed', at, transferred, details)] }
}
