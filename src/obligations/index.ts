export { loadClocks } from './load-clocks.ts'
export { loadTerms, type Terms } from './load-terms.ts'
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
export { type ObligationSweep, openObligationSweep, type TicketSights } from './sweep.ts'
