import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MailIntake, takeWaitingMails } from '#mail'
import { systemClock } from '#platform/clock'
import { openFileStore } from '#platform/files/file-store'
import { openLog } from '#platform/log'
import { startApp, type TestApp } from '../../harness/app.ts'

let muster: TestApp
let client: pg.Client
beforeAll(async () => {
  muster = await startApp({ role: 'web' })
  client = new pg.Client({ connectionString: muster.databaseUrl })
  await client.connect()
}, 60_000)
afterAll(async () => {
  await client.end()
  await muster.stop()
})

const raw = (subject: string) =>
  Buffer.from(`From: wang@lanting.example\r\nTo: support@heyu.example\r\nSubject: ${subject}\r\n\r\n${subject}\r\n`)
const latest = async () => (await client.query('select * from received_mails order by received_at desc, id desc limit 1')).rows[0]
const arrive = async (subject: string) => {
  await muster.app.mail.receive({ raw: raw(subject), source: 'smtp', mailboxId: null, envelope: { from: null, to: [] } })
  return latest()
}

/** Takes mails by a reader that does `meanwhile` when it should read. */
function takeWith(understand: MailIntake['reader']['understand']): Promise<number> {
  return takeWaitingMails(
    {
      systemCtx: muster.app.systemCtx,
      wall: systemClock,
      files: openFileStore(muster.dataDir),
      mails: openFileStore(join(muster.dataDir, 'mail')),
      reader: { understand },
      hmac: () => Buffer.alloc(32),
      log: openLog('silent'),
      noteBounce: () => Promise.resolve(),
    },
    10,
  )
}

test('what another worker has settled stays as it is when this one fails or cannot read it', async () => {
  for (const fails of [true, false]) {
    const mail = await arrive(`第 ${fails} 封`)
    await takeWith(async () => {
      await client.query(
        `update received_mails set state = 'taken', why = 'unverified', identity = $2, next_try_at = null, done_at = now() where id = $1`,
        [mail.id, `as ${fails}`],
      )
      if (fails) throw new Error('the answer to the commit was lost')
      return { ok: false, why: 'too-deep', message: 'too deep' }
    })
    expect(await latest()).toMatchObject({ id: mail.id, state: 'taken', why: 'unverified', identity: `as ${fails}`, next_try_at: null })
  }
})

test('a settled mail is never taken up, whatever its row says of a next try', async () => {
  const mail = await arrive('已经处理的')
  while ((await muster.app.mail.takeWaiting(10)) > 0);
  await client.query(`update received_mails set next_try_at = '2020-01-01' where id = $1`, [mail.id])
  expect(await muster.app.mail.takeWaiting(10)).toBe(0)
  expect(await latest()).toMatchObject({ id: mail.id, state: 'taken', attempts: 1 })
})

test('who has the turn goes on with what waits beyond one batch, each mail once and answers after what they answer', async () => {
  const before = (await client.query('select count(*)::int as n from received_mails')).rows[0].n
  const thread = (nth: number) =>
    Buffer.from(
      `From: w${nth % 3}@lanting.example\r\nTo: support@heyu.example\r\nSubject: t\r\nMessage-ID: <long-${nth}@lanting.example>\r\n${nth < 3 ? '' : `In-Reply-To: <long-${nth - 3}@lanting.example>\r\n`}\r\n${nth}\r\n`,
    )
  for (let nth = 0; nth < 9; nth++)
    await muster.app.mail.receive({ raw: thread(nth), source: 'smtp', mailboxId: null, envelope: { from: null, to: [] } })
  expect(await muster.app.mail.takeInTurn(2)).toBe(9)
  const { rows } = await client.query(
    `select message_id, state, attempts, ticket_id, matched_by from received_mails where message_id like 'long-%' order by message_id`,
  )
  expect(rows).toHaveLength(9)
  expect(rows.every(({ state, attempts }) => state === 'taken' && attempts === 1)).toBe(true)
  for (const [nth, row] of rows.entries())
    expect({ ticket: row.ticket_id, by: row.matched_by }).toEqual({ ticket: rows[nth % 3].ticket_id, by: nth < 3 ? null : 'reference' })
  expect((await client.query('select count(*)::int as n from received_mails')).rows[0].n).toBe(before + 9)
})
