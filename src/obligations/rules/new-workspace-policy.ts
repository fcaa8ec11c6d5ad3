import { DEFAULT_SERVICE_POLICY } from './default-service-policy.ts'
import { formatDate, parseDate } from './local-date.ts'
import type { ModeRow, ServicePolicyDocument } from './service-policy.ts'

/** Whose is it: enforced from the first day. */
const OWNERSHIP = ['acknowledge', 'name_owner', 'hand_off_offer']
const DAYS_ON_WARN = 14

/** The default policy as a new workspace starts with it: ownership enforced, the rest on warn for 14 days, then enforced. */
export function newWorkspacePolicy(startsOn: string): ServicePolicyDocument {
  const day = parseDate(startsOn)
  if (day === null) throw new RangeError(`not a date: ${startsOn}`)
  const warned: ModeRow = { mode: 'warn', next: { mode: 'enforce', on: formatDate(day + DAYS_ON_WARN) } }
  const enforced: ModeRow = { mode: 'enforce' }
  return { ...DEFAULT_SERVICE_POLICY, modes: { default: warned, kinds: Object.fromEntries(OWNERSHIP.map((kind) => [kind, enforced])) } }
}
