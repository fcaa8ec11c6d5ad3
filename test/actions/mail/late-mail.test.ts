import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyTicket } from '../../harness/copy-ticket.ts'
import { type MailStage, startMailStage } from './mail-stage.ts'

let muster: MailStage
let client: pg.Client
let mailboxId: string
beforeAll(async () => {
  muster = await startMailStage()
  mailboxId = await muster.addMailbox({ address: 'support@vendor.test', isDefault: true })
  client = new pg.Client({ connectionString: muster.databaseUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await muster.stop()
})

async function arrives(id: string, answers?: string) {
  const head = ['From: 张敏 <customer@huadong.test>', 'To: support@vendor.test', 'Subject: 导出失败', `Message-ID: <${id}@huadong.test>`]
  const lines = [...head, ...(answers ? [`In-Reply-To: <${answers}@huadong.test>`] : []), 'Content-Type: text/plain; charset=utf-8']
  const { mail, db } = muster.app
  const raw = Buffer.from(`${lines.join('\r\n')}\r\n\r\n又出现了 ${id}\r\n`)
  await mail.receive({ raw, source: 'smtp', mailboxId, envelope: { from: null, to: ['support@vendor.test'] } })
  while ((await mail.takeWaiting(10)) > 0);
  return db.selectFrom('received_mails').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
}

test('a late mail is taken though people have linked its old ticket as often as they may, and later ones join it', async () => {
  const old = (await arrives('first')).ticket_id!
  const others = await copyTicket(client, old, 50)
  const closedAt = '2026-10-24T02:00:00Z'
  await client.query(
    `insert into ticket_links (ticket_id, kind, to_ticket_id, by_kind, by_id, at)
     select least($1::uuid, id), 'relates', greatest($1::uuid, id), 'staff', 'x', $3 from unnest($2::uuid[]) id`,
    [old, others, closedAt],
  )
  await client.query(`update tickets set linked = true, status = 'closed', closed_at = $2, closed_as = 'confirmed' where id = $1`, [
    old,
    closedAt,
  ])
  const oneMore = await muster.call('support', 'POST', `/tickets/${old}/links`, {
    as: 'relates',
    ticket: (await arrives('other')).ticket_id,
  })
  expect(oneMore.body.code).toBe('too-many-links')

  const late = await arrives('late', 'first')
  expect(late.state).toBe('taken')
  expect(late.ticket_id).not.toBe(old)
  const { links } = (await muster.call('support', 'GET', `/tickets/${late.ticket_id}`)).body
  expect(links).toMatchObject([{ as: 'follows', ticket: { id: old } }])
  expect(await arrives('later', 'first')).toMatchObject({ state: 'taken', ticket_id: late.ticket_id })
})
