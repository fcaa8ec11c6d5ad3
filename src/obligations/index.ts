export { loadClocks } from './load-clocks.ts'
export { loadTerms, type Terms } from './load-terms.ts'
export { loadTicketObligations, lockObligations, lockTicketObligations, writeObligations } from './store/obligations.ts'
export { type ObligationSweep, openObligationSweep, type TicketSights } from './sweep.ts'
