export { loadClocks } from './load-clocks.ts'
export { loadTerms, type Terms } from './load-terms.ts'
export { pinnedClocks, pinnedPolicy } from './pinned.ts'
export type { ObligationPorts, TicketSights } from './ports.ts'
export { obligationRefusals } from './refusals.ts'
export type { Obligation } from './rules/obligation.ts'
export {
  loadTicketObligations,
  lockObligations,
  lockTicketObligations,
  obligationFrom,
  type ObligationRecord,
  obligationRow,
  writeObligations,
} from './store/obligations.ts'
export { loadPolicy } from './store/service-policies.ts'
export { type ObligationSweep, openObligationSweep } from './sweep.ts'
