import type { Actor } from '#kernel/actor'
import { instantText } from '#kernel/fields'
import type { PlaybookOut } from '../contract.ts'
import { mayEditPlaybooks } from '../policy.ts'
import { DEFAULT_PLAYBOOKS } from '../rules/default-playbooks.ts'
import type { TicketKind } from '../rules/vocabulary.ts'
import type { PlaybookRecord } from '../store/playbooks.ts'

/** A playbook as it stands; without a record, the default. */
export function presentPlaybook(kind: TicketKind, record: PlaybookRecord | undefined, actor: Actor): PlaybookOut {
  const { required, relay, exits } = record?.document ?? DEFAULT_PLAYBOOKS[kind]
  // Version 1 is the default, also where a row stands for it.
  const edited = record !== undefined && record.version > 1 ? record : null
  return {
    ...{ kind, version: record?.version ?? 1, required: [...required], relay: [...relay] },
    exits: exits.map(({ from, to, needs }) => ({ from, to, needs: [...needs] })),
    updatedAt: instantText(edited?.updatedAt ?? null),
    updatedBy: edited?.updatedBy ?? null,
    abilities: mayEditPlaybooks(actor) ? ['edit'] : [],
  }
}
