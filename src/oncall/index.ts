export { coverage } from './queries/coverage.ts'
export { intakeCandidates } from './queries/intake-candidates.ts'
export { onDuty, type PersonOnDuty } from './queries/on-duty.ts'
export { type Responder, responder } from './queries/responder.ts'
