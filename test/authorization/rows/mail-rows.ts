import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import { formatInstant, instant } from '#kernel/instant'
import { type Row, row } from '../row.ts'
import type { World } from '../world.ts'

let made = 0
const mailboxBody = (w: World) => ({
  ...{ name: 'mailbox', address: `mailbox${++made}@vendor.test`, productLineId: w.lineId },
  ...{ receive: { by: 'none' }, send: { by: 'files' } },
})
let arrived = 0
/** A mail of the contact `mine` on the world's ticket, as intake leaves it; with `state` one that stands aside. */
async function received(w: World, state = 'taken', messageId: string | null = null): Promise<{ id: string }> {
  const id = newId<string>(instant(Date.now()))
  const content = {
    text: 'x',
    html: null,
    to: [],
    cc: [],
    recipientsLeftOut: 0,
    sentAt: null,
    cut: [],
    files: [],
    wrapper: 'none',
    defects: [],
  }
  const verdicts = { authentication: { spf: null, dkim: null, dmarc: null }, automatic: { kind: 'no', why: [] } }
  const { sha256 } = await w.mails.put(Readable.from([Buffer.from(`mail ${++arrived}`)]), { maxBytes: 100 })
  await w.db
    .insertInto('received_mails')
    .values({
      ...{
        id,
        source: 'import',
        raw_sha256: sha256,
        size: `mail ${arrived}`.length,
        received_at: formatInstant(instant(Date.now())),
        state,
      },
      from_address: (await w.db.selectFrom('contacts').select('email').where('id', '=', w.ids.mine).executeTakeFirstOrThrow()).email,
      ...(state === 'taken' ? { ticket_id: w.ticketId, posted_message_id: messageId } : {}),
      content: JSON.stringify({ ...content, ...verdicts }),
    })
    .execute()
  return { id }
}
/** A message that came by mail from the contact `mine`. */
async function mailed(w: World): Promise<{ id: string }> {
  const message = await w.make('mine', 'POST', `/tickets/${w.ticketId}/messages`, { audience: 'customer', body: 'by mail' })
  await received(w, 'taken', message.id)
  return message
}
async function bouncing(w: World): Promise<{ address: string }> {
  const address = `gone${++arrived}@customer.test`
  const bounced_at = formatInstant(instant(Date.now()))
  await w.db.insertInto('mail_addresses').values({ address, standing: 'permanent', bounces: 1, bounced_at }).execute()
  return { address }
}
const mailbox = (w: World) => w.make('administrator', 'POST', '/mailboxes', mailboxBody(w))

/** One that somebody must sign in to at its provider. */
const consentMailbox = (w: World) =>
  w.make('administrator', 'POST', '/mailboxes', {
    ...mailboxBody(w),
    send: { by: 'smtp', host: 'smtp.vendor.test', port: 587, security: 'starttls', user: 'support@vendor.test', auth: 'microsoft' },
    secrets: { clientId: 'client' },
  })

export const mailRows: readonly Row[] = [
  row('GET /files/:id', 'open', () => ({ params: { id: 'nobody-wrote-it' } })),
  row('POST /api/v1/mail-links', 'open', () => ({ body: { token: 'nobody wrote it' } })),
  row('POST /api/v1/mail-acts', 'open', () => ({ body: { token: 'nobody wrote it' } })),
  row('GET /api/v1/mailboxes', 'administrator'),
  row('GET /api/v1/mailboxes/:id', 'administrator', async (w) => ({ params: await mailbox(w) })),
  row('POST /api/v1/mailboxes', 'administrator', (w) => ({ body: mailboxBody(w) })),
  row('PATCH /api/v1/mailboxes/:id', 'administrator', async (w) => ({ params: await mailbox(w), body: { name: 'other' }, version: 1 })),
  row('POST /api/v1/mailboxes/:id/checks', 'administrator', async (w) => ({ params: await mailbox(w) })),
  row('POST /api/v1/mailboxes/:id/consents', 'administrator', async (w) => ({ params: await consentMailbox(w) })),
  row('POST /api/v1/mailbox-consents', 'administrator', () => ({ body: { state: 'nobody began it', code: 'x' } })),
  row('GET /api/v1/received-mails', 'administrator'),
  row('GET /api/v1/received-mails/:id', 'administrator', async (w) => ({ params: await received(w) })),
  row('GET /api/v1/received-mails/:id/raw', 'administrator', async (w) => ({ params: await received(w) })),
  row('POST /api/v1/received-mails/:id/retries', 'administrator', async (w) => ({ params: await received(w, 'quarantined') })),
  row('POST /api/v1/received-mails/:id/dismissal', 'administrator', async (w) => ({
    params: await received(w, 'quarantined'),
    body: { reason: 'spam' },
  })),
  row('GET /api/v1/mail-addresses', 'administrator'),
  row('DELETE /api/v1/mail-addresses/:address', 'administrator', async (w) => ({ params: await bouncing(w) })),
  // As the ticket and its words; the whole of a customer's mail is not for partners and integrations.
  row('GET /api/v1/tickets/:id/mail-states', 'customers partner staff reader integration', ({ ticketId }) => ({
    params: { id: ticketId },
  })),
  // As adding participants: it brings somebody in.
  row('POST /api/v1/tickets/:id/mail-participants', 'staff', async (w) => {
    const { id } = await received(w)
    const address = `copied${++arrived}@stranger.example`
    await w.db
      .updateTable('received_mails')
      .set({
        content: sql`content || jsonb_build_object('cc', jsonb_build_array(jsonb_build_object('name', '', 'address', ${address}::text)))`,
      })
      .where('id', '=', id)
      .execute()
    return { params: { id: w.ticketId }, body: { receivedMailId: id, address } }
  }),
  row('GET /api/v1/tickets/:id/original', 'customers staff reader', async (w) => {
    await received(w)
    return { params: { id: w.ticketId } }
  }),
  row('GET /api/v1/messages/:id/original', 'customers staff reader', async (w) => ({ params: await mailed(w) })),
]
