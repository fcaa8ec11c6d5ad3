import { formatInstant, instant } from '#kernel/instant'
import type { Report } from './ticket.ts'

type Json = Readonly<Record<string, unknown>>

const REPORT_INSTANTS = ['occurredAt', 'detectedAt', 'reportedAt'] as const

/** A description as JSON of the database or of an answer: instants as text. */
export function reportFrom(json: Json): Report {
  const instants = Object.fromEntries(
    REPORT_INSTANTS.filter((name) => json[name] !== undefined && json[name] !== null).map((name) => [
      name,
      instant(Date.parse(String(json[name]))),
    ]),
  )
  return { ...json, ...instants } as Report
}

export function reportJson(report: Report): Json {
  const instants = Object.fromEntries(
    REPORT_INSTANTS.filter((name) => report[name] !== undefined).map((name) => [name, formatInstant(report[name] ?? report.reportedAt)]),
  )
  return { ...report, ...instants }
}
