export { createCalendar } from './actions/create-calendar.ts'
export { createServicePolicy } from './actions/create-service-policy.ts'
export { recountStale } from './actions/recount-stale.ts'
export { fillHolidays, type HolidayFilling } from './fill-holidays.ts'
export { loadClocks } from './load-clocks.ts'
export { loadTerms, type Terms } from './load-terms.ts'
export { pinnedClocks, pinnedPolicy } from './pinned.ts'
export type { ObligationPorts, TicketSights } from './ports.ts'
export { presentObligation } from './present/obligation.ts'
export { previewDeadline } from './preview-deadline.ts'
export { obligationReactions, RECOUNT } from './reactions.ts'
export { obligationRefusals } from './refusals.ts'
export { obligationRoutes } from './routes.ts'
export type { Obligation } from './rules/obligation.ts'
export { statutoryCalendar } from './statutory-calendar.ts'
export {
  ENDING,
  endingColumns,
  type ObligationRecord,
  obligationFrom,
  obligationRow,
} from './store/obligations.ts'
export { loadPolicy } from './store/service-policies.ts'
export { type ObligationSweep, openObligationSweep } from './sweep.ts'
