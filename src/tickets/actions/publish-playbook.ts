import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { eventRows, INTERNAL } from '#platform/events'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { badFields } from '../bad-fields.ts'
import type { PutPlaybook } from '../contract.ts'
import { mayEditPlaybooks } from '../policy.ts'
import { DEFAULT_PLAYBOOKS } from '../rules/default-playbooks.ts'
import type { PlaybookDocument } from '../rules/playbook.ts'
import { playbookProblems } from '../rules/playbook-problems.ts'
import type { TicketKind } from '../rules/vocabulary.ts'
import { functionKeys, lockPlaybook, nextEdition, type PlaybookRecord } from '../store/playbooks.ts'

/**
 * A new version of a kind's playbook, for tickets that begin from now on. What changes nothing makes no version.
 * Refused: `stale-version`, and `invalid-input` naming each hole.
 */
export async function publishPlaybook(
  ctx: Ctx,
  edit: { readonly kind: TicketKind; readonly ifMatch: number | null; readonly document: PutPlaybook },
): Promise<PlaybookRecord> {
  if (!mayEditPlaybooks(ctx.actor)) throw notFound()
  const { kind, document } = edit
  return ctx.transaction(async (tx) => {
    const before = await lockPlaybook(tx, kind, documentOf(DEFAULT_PLAYBOOKS[kind]), ctx.now)
    if (edit.ifMatch !== null && edit.ifMatch !== before.version)
      throw new Refused('stale-version', { version: before.version, by: before.updatedBy ?? 'Muster' })
    const problems = playbookProblems(document, await functionKeys(tx))
    if (problems.length > 0) throw badFields(problems)
    if (JSON.stringify(documentOf(before.document)) === JSON.stringify(documentOf(document))) return before
    const version = before.version + 1
    const updated_at = formatInstant(ctx.now)
    const event = {
      type: 'playbook.published',
      at: ctx.now,
      subject: { type: 'playbook', id: kind },
      data: { kind, version, was: documentOf(before.document), now: documentOf(document) },
    }
    await new WriteSet()
      .update('playbooks', ['kind'], [{ kind, version, document, updated_at }])
      .insert('playbook_versions', [
        {
          kind,
          version,
          edition: await nextEdition(tx),
          document,
          created_at: updated_at,
          created_by: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
        },
      ])
      .insert('events', eventRows([event], ctx.actor, INTERNAL, ctx.now))
      .execute(tx)
    return lockPlaybook(tx, kind, document, ctx.now)
  })
}

/** Only what people edit, its fields in one order: two documents that say the same are the same text. */
function documentOf({ required, relay, exits }: PlaybookDocument): PlaybookDocument {
  return { required, relay, exits: exits.map(({ from, to, needs }) => ({ from, to, needs })) }
}
