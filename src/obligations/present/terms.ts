import type { Actor } from '#kernel/actor'
import { instantText } from '#kernel/fields'
import type { CalendarImpactOut, CalendarOut, ServicePolicyOut } from '../contract.ts'
import { termsAbilities } from '../policy.ts'
import type { CalendarImpact } from '../rules/calendar-impact.ts'
import type { CalendarRecord } from '../store/calendars.ts'
import type { ServicePolicyRecord } from '../store/service-policies.ts'

export function presentCalendar(record: CalendarRecord, actor: Actor, impact?: CalendarImpact): CalendarOut {
  const { id, name, document, productLines, version, createdAt, updatedAt, updatedBy } = record
  return {
    ...{ id, name, document, version, updatedBy, productLines: [...productLines], abilities: termsAbilities(actor) },
    ...{ createdAt: instantText(createdAt), updatedAt: instantText(updatedAt) },
    ...(impact ? { impact: presentImpact(impact) } : {}),
  }
}

export function presentImpact(impact: CalendarImpact): CalendarImpactOut {
  const moved = impact.moved.map((one) => ({ ...one, wasDueAt: instantText(one.wasDueAt), dueAt: instantText(one.dueAt) }))
  return { counted: impact.counted, earlier: impact.earlier, later: impact.later, moved }
}

export function presentServicePolicy(record: ServicePolicyRecord, actor: Actor): ServicePolicyOut {
  const { id, name, productLine, document, version, createdAt, updatedAt, updatedBy } = record
  return {
    ...{ id, name, productLine, document: { ...document }, version, updatedBy, abilities: termsAbilities(actor) },
    ...{ createdAt: instantText(createdAt), updatedAt: instantText(updatedAt) },
  }
}
