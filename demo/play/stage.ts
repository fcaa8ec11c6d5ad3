import type { Actor } from '#kernel/actor'
import { addMs, type Instant, MINUTE } from '#kernel/instant'
import { type Ctx, ctxAs } from '#platform/ctx'
import type { Account, CustomerPerson, Founded, Person } from '../company/founded.ts'
import type { LineKey } from '../company/lines.ts'
import type { CompanyClocks } from '../company/working-week.ts'
import type { Random } from '../random.ts'

/** Where every life is played: the company, the moved clock, and who is there. */
export type Stage = {
  readonly company: Founded
  readonly clocks: CompanyClocks
  readonly asOf: Instant
  now(): Instant
  ctx(actor: Actor): Ctx
}

export function openStage(parts: { system: Ctx; company: Founded; clocks: CompanyClocks; asOf: Instant; now: () => Instant }): Stage {
  const { system, company, clocks, asOf, now } = parts
  return { company, clocks, asOf, now, ctx: (actor) => ctxAs(system, actor, now()) }
}

export function personOf(stage: Stage, key: string): Person {
  const person = stage.company.staff[key]
  if (!person) throw new RangeError(`nobody is called ${key}`)
  return person
}

/** Who stands at the front of a line at an instant. */
export function atTheFront(stage: Stage, line: LineKey, at: Instant): Person {
  const shift = stage.company.shifts.find((one) => one.line === line && one.from <= at && at < one.to)
  return personOf(stage, shift?.staffKey ?? 'yuanjin')
}

/**
 * One of a line's people in a function who may see the account, not of those in `except` while there is anybody else; somebody
 * of another line when the line has none.
 */
export function oneOf(
  stage: Stage,
  functionKey: string,
  line: LineKey,
  account: Account,
  random: Random,
  except: readonly string[] = [],
): Person {
  const able = Object.values(stage.company.staff).filter(
    (person) => person.functions.includes(functionKey) && person.role !== 'executive' && (account.teamKeys?.includes(person.key) ?? true),
  )
  const others = able.filter((person) => !except.includes(person.id))
  const own = others.filter((person) => person.lines.includes(line))
  // Whoever is of that function first of all, before leads and people of the night.
  const fit = own.filter((person) => person.functions[0] === functionKey && person.role === undefined)
  return random.pick([fit, own, others, able].find((people) => people.length > 0) ?? [])
}

/** Who of a customer writes to us. */
export function reporterOf(account: Account, random: Random): CustomerPerson {
  const weights = Object.fromEntries(account.people.map((person, i) => [String(i), person.seat.reports]))
  return account.people[Number(random.weighted(weights))]!
}

export function seatOf(account: Account, role: CustomerPerson['seat']['roles'][number]): CustomerPerson {
  return account.people.find((person) => person.seat.roles.includes(role)) ?? account.people[0]!
}

const WEEKDAY = new Intl.DateTimeFormat('en-US', { timeZone: 'Asia/Shanghai', weekday: 'short' })

/** Whether people are at work by the company's calendar and by their own hours, which know no swapped Saturdays. */
export function worksAt(stage: Stage, at: Instant): boolean {
  return stage.clocks.working.isWorking(at) && !['Sat', 'Sun'].includes(WEEKDAY.format(at))
}

export function later(at: Instant, minutes: number): Instant {
  return addMs(at, Math.round(minutes * MINUTE))
}
