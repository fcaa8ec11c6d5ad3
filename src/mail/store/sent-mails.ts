import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { OutgoingState } from '../rules/outgoing-mail.ts'

export type SentMail = {
  readonly id: string
  readonly state: OutgoingState
  readonly ticketId: string | null
  readonly messageId: string | null
  readonly to: { readonly kind: string; readonly id: string | null; readonly name: string; readonly address: string }
}

/** The mail of ours with this Message-ID, if it has ever left; locked. */
export async function findSent(tx: Tx, rfcMessageId: string): Promise<SentMail | null> {
  const { rows } = await sql<SentMail>`
    select id, state, ticket_id as "ticketId", message_id as "messageId",
      jsonb_build_object('kind', to_kind, 'id', to_id, 'name', to_name, 'address', to_address) as "to"
    from outgoing_mails where rfc_message_id = ${rfcMessageId} and attempts > 0 for update`.execute(tx)
  return rows[0] ?? null
}

/** It came back for good, or waits somewhere on its way; what their server said is kept either way. */
export async function markBounced(
  tx: Tx,
  id: string,
  { isPermanent, diagnostic }: { readonly isPermanent: boolean; readonly diagnostic: string | null },
): Promise<void> {
  const said = sql`last_response = coalesce(${diagnostic?.slice(0, 2_000) ?? null}, last_response)`
  await sql`update outgoing_mails set ${isPermanent ? sql`state = 'bounced', next_try_at = null, ${said}` : said} where id = ${id}`.execute(
    tx,
  )
}
