import type { Criterion, ExitRule, Playbook } from './playbook.ts'
import type { TicketKind } from './vocabulary.ts'

const exit = (from: string, to: string, ...needs: Criterion[]): ExitRule => ({ from, to, needs })

const FAULT_EXITS: readonly ExitRule[] = [
  exit('frontline', '*', 'description'),
  exit('qa', 'engineering', 'reproduced-yes'),
  exit('qa', 'product', 'reproduced'),
  exit('qa', 'operations', 'reproduced'),
  exit('qa', 'project_lead', 'reproduced', 'tried'),
  exit('qa', 'frontline', 'verified'),
  exit('qa', '*', 'reproduced'),
  exit('product', '*', 'verdict'),
  exit('project_lead', '*', 'note'),
  exit('engineering', 'operations', 'cause', 'fix-reference'),
  exit('engineering', 'qa', 'cause', 'fix-reference'),
  exit('engineering', '*', 'cause'),
  exit('operations', '*', 'released'),
]

/** Version 1 of the seven playbooks, as practice has them; workspaces edit their own copies. */
export const DEFAULT_PLAYBOOKS: Readonly<Record<TicketKind, Playbook>> = {
  defect: {
    kind: 'defect',
    required: ['symptom', 'impact', 'urgency', 'occurredAt'],
    relay: ['frontline', 'qa', 'engineering', 'operations'],
    exits: FAULT_EXITS,
  },
  outage: {
    kind: 'outage',
    required: ['symptom', 'impact', 'urgency', 'occurredAt'],
    relay: ['frontline', 'operations', 'engineering', 'qa'],
    // Restore first, cause later: operations may pass on what is not released yet.
    exits: [
      exit('frontline', '*', 'description'),
      exit('operations', '*', 'note'),
      ...FAULT_EXITS.filter((rule) => rule.from !== 'frontline' && rule.from !== 'operations'),
    ],
  },
  question: {
    kind: 'question',
    required: ['symptom'],
    relay: ['frontline'],
    exits: [exit('frontline', '*', 'description'), exit('product', 'frontline', 'article'), exit('success', 'frontline', 'article')],
  },
  request: {
    kind: 'request',
    required: ['symptom', 'impact', 'urgency'],
    relay: ['frontline', 'product'],
    exits: [exit('frontline', '*', 'description'), exit('product', '*', 'outcome')],
  },
  service: {
    kind: 'service',
    required: ['symptom'],
    relay: ['frontline', 'operations'],
    exits: [exit('frontline', '*', 'description'), exit('operations', '*', 'note')],
  },
  advisory: {
    kind: 'advisory',
    required: ['symptom', 'expected'],
    relay: ['frontline', 'presales'],
    exits: [exit('frontline', '*', 'description'), exit('presales', '*', 'note')],
  },
  complaint: {
    kind: 'complaint',
    required: ['symptom'],
    relay: ['frontline', 'success'],
    exits: [exit('frontline', '*', 'description'), exit('success', '*', 'note')],
  },
}
