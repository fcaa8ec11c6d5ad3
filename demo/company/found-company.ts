import { changeMe, inviteIdentity, setPassword } from '#auth'
import type { StaffActor } from '#kernel/actor'
import type { StaffId } from '#kernel/ids'
import { addMs, DAY, type Instant } from '#kernel/instant'
import { createCalendar, createServicePolicy } from '#obligations'
import { DEFAULT_SERVICE_POLICY } from '#obligations/rules/default-service-policy'
import { coverage } from '#oncall'
import { createComponent, createProductLine, createSquad, createStaff, createWorkspace, fillRoster, type IdentityPort } from '#organization'
import { type Ctx, ctxAs } from '#platform/ctx'
import { foundCustomers } from './found-customers.ts'
import type { Founded, FoundedLine, Person, Shift } from './founded.ts'
import { LINES, type LineKey } from './lines.ts'
import { SIGN_IN_STAFF, STAFF, VENDOR } from './people.ts'
import { frontlineShifts } from './shifts.ts'
import { companyCalendar, companyClocks, TIME_ZONE } from './working-week.ts'

/** Rosters go on after the demo's present, so that the demo stays alive for a month. */
const AHEAD = 30 * DAY

/** Sign-in as the demo needs it: people are invited, nobody is mailed, nothing changes afterwards. */
export const DEMO_IDENTITY: Pick<IdentityPort, 'inviteIdentity'> = { inviteIdentity }

/**
 * The invented vendor and its customers, made by the same actions as a real one. `ctx.now` is the day it was set up;
 * `say` hears what is being done. Gives everything by its key.
 */
export async function foundCompany(ctx: Ctx, asOf: Instant, passwords: Readonly<Record<string, string>>): Promise<Founded> {
  const people = await hire(ctx)
  await givePasswords(ctx, people, passwords)
  const document = companyCalendar(ctx.now, asOf)
  const calendar = await createCalendar(ctx, { name: '禾屿工作日历', document: document as never })
  const lines = await openLines(ctx, people, calendar.id)
  await createWorkspace(ctx, {
    name: VENDOR.name,
    defaultProductLineId: lines.analytics.id,
    dutyManagerId: people['yuanjin']!.id,
    lastResortId: people['shilei']!.id,
    timeZone: TIME_ZONE,
  })
  const shifts = frontlineShifts(companyClocks(document).working, addMs(ctx.now, -DAY), addMs(asOf, AHEAD))
  await fillRosters(ctx, lines, people, shifts)
  await createServicePolicy(ctx, { name: '默认 SLA 策略', productLineId: null, document: DEFAULT_SERVICE_POLICY } as never, {
    coverageOf: coverage,
  })
  const { accounts, partnerPersonId } = await foundCustomers(ctx, lines, people, asOf)
  return {
    staff: people,
    staffById: new Map(Object.values(people).map((person) => [person.id, person])),
    lines,
    accounts,
    shifts,
    partnerPersonId,
  }
}

async function hire(ctx: Ctx): Promise<Record<string, Person>> {
  const people: Record<string, Person> = {}
  for (const member of STAFF) {
    const { key, name, title, functions, skills, role = 'member', autoAccept = false } = member
    const email = `${key}@${VENDOR.domain}`
    const fields = { name, email, title, functions: [...functions], skills: [...skills], role, autoAccept, invite: true }
    const { id, version } = await createStaff(ctx, fields, DEMO_IDENTITY)
    const actor: StaffActor = { kind: 'staff', id: id as StaffId, name, role, functions, locale: 'zh-CN', scopes: null }
    // Who is seldom asked for anything reads what happened once in the morning.
    if (role === 'executive') await changeMe(ctxAs(ctx, actor, ctx.now), { notificationMail: 'digest' }, version)
    people[key] = { ...member, id, actor }
  }
  return people
}

async function givePasswords(
  ctx: Ctx,
  people: Readonly<Record<string, Person>>,
  passwords: Readonly<Record<string, string>>,
): Promise<void> {
  const given = Object.entries(SIGN_IN_STAFF).map(([role, key]) => ({ password: passwords[role]!, personId: people[key]!.id }))
  await Promise.all(given.map((one) => setPassword(ctx.db, { personKind: 'staff', ...one })))
}

async function openLines(ctx: Ctx, people: Readonly<Record<string, Person>>, calendarId: string): Promise<Record<LineKey, FoundedLine>> {
  const lines: Partial<Record<LineKey, FoundedLine>> = {}
  for (const [position, { key, name, leadKey, components, frontKeys }] of LINES.entries()) {
    const fields = {
      name,
      leadId: people[leadKey]!.id,
      executiveId: people['hanmo']!.id,
      projectLeadId: people['taoran']!.id,
      calendarId,
      position,
    }
    const { id } = await createProductLine(ctx, fields)
    const ids: Record<string, string> = {}
    for (const component of components) ids[component] = (await createComponent(ctx, { productLineId: id, name: component })).id
    await createSquad(ctx, {
      productLineId: id,
      name: `${name.split(' ')[0]}小组`,
      leadId: people[leadKey]!.id,
      members: squadOf(key, frontKeys, people),
    })
    lines[key] = { key, id, name, leadKey, components: ids }
  }
  return lines as Record<LineKey, FoundedLine>
}

/** Everybody of the line in what they do for it; at the front, only those whose line it is. */
function squadOf(
  line: LineKey,
  frontKeys: readonly string[],
  people: Readonly<Record<string, Person>>,
): { staffId: string; function: string }[] {
  return Object.values(people)
    .filter((person) => person.lines.includes(line) && person.role !== 'executive')
    .flatMap((person) => person.functions.map((key) => ({ staffId: person.id, function: key, staffKey: person.key })))
    .filter((member) => member.function !== 'frontline' || frontKeys.includes(member.staffKey))
    .map(({ staffId, function: key }) => ({ staffId, function: key }))
}

async function fillRosters(
  ctx: Ctx,
  lines: Readonly<Record<LineKey, FoundedLine>>,
  people: Readonly<Record<string, Person>>,
  shifts: readonly Shift[],
): Promise<void> {
  for (const { key, id } of Object.values(lines)) {
    const duties = shifts.filter(({ line }) => line === key).map(({ staffKey, from, to }) => ({ staffId: people[staffKey]!.id, from, to }))
    await fillRoster(ctx, id, 'frontline', duties)
  }
}
