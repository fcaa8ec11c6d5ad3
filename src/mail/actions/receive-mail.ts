import { newId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { FileStore } from '#platform/files/file-store'
import { toStream } from '#platform/files/to-stream'
import { MAX_MAIL_BYTES } from '../limits.ts'
import { insertArrival, type MailOrigin } from '../store/received-mails.ts'

export type Received = {
  readonly raw: Uint8Array
  readonly source: MailOrigin
  readonly mailboxId: string | null
  readonly envelope: { readonly from: string | null; readonly to: readonly string[] }
}

/**
 * Stores a mail as it is, bytes first, so that its server may be told that we have it. `beside` joins the transaction of its row: the
 * cursor of a folder. Nothing is understood yet. The same bytes again are the same mail: 'known'.
 */
export async function receiveMail(
  parts: { readonly db: Db; readonly mails: FileStore; readonly now: Instant },
  { raw, source, mailboxId, envelope }: Received,
  beside: ((tx: Tx) => Promise<void>) | null = null,
): Promise<'stored' | 'known'> {
  const { db, mails, now } = parts
  const { sha256, size } = await mails.put(toStream(raw), { maxBytes: MAX_MAIL_BYTES })
  const arrival = { id: newId(now), mailboxId, source, rawSha256: sha256, size, receivedAt: now }
  const addresses = { envelopeFrom: envelope.from?.toLowerCase() || null, envelopeTo: envelope.to.map((one) => one.toLowerCase()) }
  if (beside === null) return (await insertArrival(db, { ...arrival, ...addresses })) ? 'stored' : 'known'
  return db.transaction().execute(async (tx) => {
    const isNew = await insertArrival(tx, { ...arrival, ...addresses })
    await beside(tx)
    return isNew ? 'stored' : 'known'
  })
}
