import { type Row, row } from '../row.ts'
import type { World } from '../world.ts'

let made = 0
const mailboxBody = (w: World) => ({
  ...{ name: 'mailbox', address: `mailbox${++made}@vendor.test`, productLineId: w.lineId },
  ...{ receive: { by: 'none' }, send: { by: 'files' } },
})
const mailbox = (w: World) => w.make('administrator', 'POST', '/mailboxes', mailboxBody(w))

export const mailRows: readonly Row[] = [
  row('POST /api/v1/mail-links', 'open', () => ({ body: { token: 'nobody wrote it' } })),
  row('POST /api/v1/mail-acts', 'open', () => ({ body: { token: 'nobody wrote it' } })),
  row('GET /api/v1/mailboxes', 'administrator'),
  row('GET /api/v1/mailboxes/:id', 'administrator', async (w) => ({ params: await mailbox(w) })),
  row('POST /api/v1/mailboxes', 'administrator', (w) => ({ body: mailboxBody(w) })),
  row('PATCH /api/v1/mailboxes/:id', 'administrator', async (w) => ({ params: await mailbox(w), body: { name: 'other' }, version: 1 })),
  row('POST /api/v1/mailboxes/:id/checks', 'administrator', async (w) => ({ params: await mailbox(w) })),
]
