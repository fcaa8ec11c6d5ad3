import type { Actor } from '#kernel/actor'
import { instantText } from '#kernel/fields'
import type { Instant } from '#kernel/instant'
import type { CalendarImpactOut, CalendarOut, ServicePolicyOut } from '../contract.ts'
import { termsAbilities } from '../policy.ts'
import type { CalendarImpact } from '../rules/calendar-impact.ts'
import { yearsWithoutHolidays } from '../rules/years-without-holidays.ts'
import type { CalendarRecord } from '../store/calendars.ts'
import type { ServicePolicyRecord } from '../store/service-policies.ts'

type Reader = { readonly actor: Actor; readonly now: Instant }

export function presentCalendar(record: CalendarRecord, { actor, now }: Reader, impact?: CalendarImpact): CalendarOut {
  const { id, name, document, productLines, version, createdAt, updatedAt, updatedBy } = record
  return {
    ...{ id, name, document, version, updatedBy, productLines: [...productLines], abilities: termsAbilities(actor) },
    ...{ createdAt: instantText(createdAt), updatedAt: instantText(updatedAt), yearsWithoutHolidays: yearsWithoutHolidays(document, now) },
    ...(impact ? { impact: presentImpact(impact) } : {}),
  }
}

export function presentImpact(impact: CalendarImpact): CalendarImpactOut {
  const moved = impact.moved.map((one) => ({ ...one, wasDueAt: instantText(one.wasDueAt), dueAt: instantText(one.dueAt) }))
  return { counted: impact.counted, earlier: impact.earlier, later: impact.later, moved }
}

export function presentServicePolicy(record: ServicePolicyRecord, { actor }: Reader): ServicePolicyOut {
  const { id, name, productLine, document, version, createdAt, updatedAt, updatedBy } = record
  return {
    ...{ id, name, productLine, document: { ...document }, version, updatedBy, abilities: termsAbilities(actor) },
    ...{ createdAt: instantText(createdAt), updatedAt: instantText(updatedAt) },
  }
}
