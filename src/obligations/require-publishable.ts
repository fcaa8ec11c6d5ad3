import { addMs, DAY, formatInstant, type Instant } from '#kernel/instant'
import type { Tx } from '#platform/db'
import { Refused } from '#platform/refused'
import { loadClocks } from './load-clocks.ts'
import type { ObligationPorts } from './ports.ts'
import { modeOf, type ServicePolicyDocument } from './rules/service-policy.ts'
import { type UnrosteredHours, unrosteredHours } from './rules/unrostered-hours.ts'
import { linesUnderPolicy, policyTaken, productLineExists } from './store/service-policies.ts'

export type PolicyToPublish = {
  readonly name: string
  readonly productLineId: string | null
  readonly document: ServicePolicyDocument
  readonly exceptId: string | null
  readonly at: Instant
}

/** The coming week: rosters are rarely known further ahead. */
const HORIZON = 7 * DAY
const NAMED_HOURS = 5

/**
 * Throws when a policy cannot hold: its name or place is taken, or it enforces hours on a line in which nobody is on duty
 * within the coming week; the hours are named.
 */
export async function requirePublishable(
  tx: Tx,
  policy: PolicyToPublish,
  { coverageOf }: Pick<ObligationPorts, 'coverageOf'>,
): Promise<void> {
  const { name, productLineId, document, exceptId, at } = policy
  if (productLineId !== null && !(await productLineExists(tx, productLineId))) {
    throw new Refused('invalid-input', {}, [{ path: 'productLineId', code: 'unknown-reference' }])
  }
  const taken = await policyTaken(tx, { name, productLineId, exceptId })
  if (taken !== null) throw new Refused('already-exists', { what: taken })
  const until = addMs(at, HORIZON)
  for (const line of await linesUnderPolicy(tx, productLineId)) {
    const clocks = await loadClocks(tx, [line])
    const working = clocks.calendar(line.calendarId, line.calendarVersion)
    const daily = clocks.of({ calendarId: line.calendarId, calendarVersion: line.calendarVersion, daily: document.alarmHours })
    const covered = await coverageOf(tx, line.id, at, until)
    const bare = unrosteredHours(enforcedPart(document, working.localDate(at)), covered, { working, daily }, at, until)
    if (bare.length > 0) throw withoutRoster(line.name, bare, working.timeZone)
  }
}

/** Only what is enforced must be kept around the clock: observing and warning cost nobody a night. */
function enforcedPart(document: ServicePolicyDocument, today: string): ServicePolicyDocument {
  return { ...document, rows: document.rows.filter((row) => modeOf(document, row.kind, today) === 'enforce') }
}

function withoutRoster(line: string, bare: readonly UnrosteredHours[], timeZone: string): Refused {
  const wall = new Intl.DateTimeFormat('zh-CN', {
    timeZone,
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const hours = bare.flatMap((one) => one.hours).toSorted((a, b) => a.from - b.from)
  const named = hours.slice(0, NAMED_HOURS).map(({ from, to }) => `${wall.format(from)}–${wall.format(to)}`)
  const fields = bare.flatMap(({ clock, severities, hours: gaps }) =>
    gaps.slice(0, NAMED_HOURS).map(({ from, to }) => ({
      path: `hours.${clock}.${formatInstant(from)}`,
      code: 'hours-without-roster',
      params: { from: formatInstant(from), to: formatInstant(to), severities: severities.join(' ') },
    })),
  )
  return new Refused('hours-without-roster', { line, hours: `${named.join(', ')}${hours.length > NAMED_HOURS ? ' …' : ''}` }, fields)
}
