import type { CauseClass, Impact, TicketKind, Urgency, Verdict } from '#tickets/rules/vocabulary'
import type { LineKey } from '../company/lines.ts'
import type { Trouble } from './trouble.ts'

type Told = readonly [title: string, symptom: string, tried: string, cause: string, fix: string, answer: string, prevention: string]

/** Troubles of one line, told one after another: kind and place first, then the seven texts of `Trouble` in their order. */
export function tellerOf(line: LineKey, english = false) {
  return (
    kind: TicketKind,
    component: string,
    hurts: `${Impact}/${Urgency}`,
    causeClass: CauseClass,
    [title, symptom, tried, cause, fix, answer, prevention]: Told,
    verdict?: Verdict,
  ): Trouble => {
    const [impact, urgency] = hurts.split('/') as [Impact, Urgency]
    const facts = { kind, line, component, impact, urgency, causeClass, title, symptom, tried, cause, fix, answer, prevention }
    return { ...facts, ...(english ? { english } : {}), ...(verdict === undefined ? {} : { verdict }) }
  }
}
