import { isBlank } from '#kernel/text'
import type { Playbook, RequiredFact } from './playbook.ts'
import type { Report } from './ticket.ts'

/** Which required facts the description lacks, in the playbook's order. Empty text is lacking. */
export function missingFacts(report: Report, playbook: Playbook): RequiredFact[] {
  return playbook.required.filter((fact) => {
    const value = report[fact]
    return value === undefined || value === null || (typeof value === 'string' && isBlank(value))
  })
}
