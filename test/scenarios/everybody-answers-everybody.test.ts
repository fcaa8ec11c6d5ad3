import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendDue } from '#mail'
import { openFileStore } from '#platform/files/file-store'
import { MOST_UNREAD } from '../../src/notifications/rules/enough-told.ts'
import { type MailStage, startMailStage } from '../actions/mail/mail-stage.ts'
import { PostOffice } from './post-office.ts'

let stage: MailStage
let office: PostOffice
let mailboxId: string
beforeAll(async () => {
  stage = await startMailStage()
  const address = 'support@vendor.test'
  mailboxId = await stage.addMailbox({ address, isDefault: true })
  await sql`update mailboxes set send = '{"by": "smtp"}'`.execute(stage.app.db)
  office = new PostOffice(stage, { id: mailboxId, address })
})
afterAll(() => stage.stop())

const COLLEAGUES = Array.from({ length: 50 }, (_, n) => `u${n + 1}@huadong.test`)
const STRANGERS = Array.from({ length: 20 }, (_, n) => `s${n + 1}@elsewhere.example`)
const ALL = [...COLLEAGUES, ...STRANGERS]
const ANSWERS = 200

const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(stage.app.db)).rows

test('fifty of one company and twenty strangers answer everybody two hundred times: one ticket, one acknowledgement, a few rings', async () => {
  const before = (await rows(sql<{ id: string }>`select id from tickets`)).length
  const first = await office.opened({ subject: '群发通知', cc: ALL.join(', ') })
  const owner = await stage.line.owner(first.number)
  const sentIds = [first.id]
  for (let n = 0; n < ANSWERS; n++) {
    const from = ALL[(n * 11) % ALL.length]!
    const id = `storm-${n}@mail.example`
    // Whoever answers, answers the first or anybody's answer, a stranger's and a machine's too; half name only the one they answer.
    const answers = sentIds[(n * 13) % sentIds.length]!
    const isMachine = n % 6 === 5
    const marked = n % 12 === 5 ? ['Auto-Submitted: auto-replied'] : []
    await office.drop({
      ...{ from, id, answers, to: 'support@vendor.test', cc: ALL.filter((one) => one !== from).join(', '), head: marked },
      ...(n % 2 === 0 ? { references: `<${first.id}> <${answers}>` } : {}),
      subject: isMachine ? '自动回复: 群发通知' : 'RE: 群发通知',
      body: isMachine ? '我在休假，回来后处理。' : `请把我从收件人里去掉 ${n}`,
    })
    // Somebody answers what has been in everybody's mailbox for a while.
    if (n % 20 === 19) await office.taken()
    sentIds.push(id)
  }
  await office.taken()
  await stage.work()

  expect((await rows(sql`select from tickets`)).length - before).toBe(1)
  const came = await rows(sql<{ state: string; ticket: string; why: string | null; n: number }>`
    select state, ticket_id as ticket, why, count(*)::int as n from received_mails group by 1, 2, 3`)
  expect(came.every(({ state, ticket }) => state === 'taken' && ticket === first.ticketId)).toBe(true)
  expect(came.reduce((sum, { n }) => sum + n, 0)).toBe(ANSWERS + 1)

  // What left is the acknowledgement of the first, to its author.
  const left = (await stage.outgoing()).filter(({ purpose }) => purpose !== 'sign_in')
  expect(left.map(({ purpose, toAddress }) => [purpose, toAddress])).toEqual([['acknowledgement', 'customer@huadong.test']])

  // The bell rang for a few of them, for each who is told, and no more.
  const bells = await rows(sql<{ person: string; type: string; n: number }>`
    select person_id as person, type, count(*)::int as n from notifications where ticket_id = ${first.ticketId} group by 1, 2`)
  expect(bells.filter(({ type }) => type === 'ticket.message-posted').every(({ n }) => n <= MOST_UNREAD)).toBe(true)
  expect(bells.reduce((sum, { n }) => sum + n, 0)).toBeLessThanOrEqual(2 * (MOST_UNREAD + 1))
  expect(bells.find(({ person, type }) => person === stage.company.ids[owner] && type === 'ticket.message-posted')?.n).toBe(MOST_UNREAD)

  // And each of them gets one letter of it all.
  await stage.advance(3)
  const letters = (await stage.outgoing()).filter(({ purpose }) => purpose === 'notice').map(({ toAddress }) => toAddress)
  expect(letters).toContain(`${owner}@vendor.test`)
  expect(new Set(letters).size).toBe(letters.length)

  // One answer is owed, not two hundred; nobody from elsewhere takes part, speaks, or was made a contact.
  expect(await stage.line.owed(first.number, 'answer')).toHaveLength(1)
  const strangers = await rows(sql`select from contacts where email like '%elsewhere.example'`)
  expect(strangers).toEqual([])
  const speakers = await rows(sql<{ email: string }>`
    select distinct c.email from messages m join contacts c on c.id::text = m.author_id where m.ticket_id = ${first.ticketId} and m.audience = 'customer'`)
  expect(speakers.length).toBeGreaterThan(5)
  expect(speakers.every(({ email }) => email.endsWith('@huadong.test'))).toBe(true)

  // One word of ours goes to each who takes part once, however loud it was before.
  await stage.line.tell(owner, first.number, '请勿再回复所有人，我们单独处理。')
  await stage.work()
  const told = (await stage.outgoing()).filter(({ purpose }) => purpose === 'message')
  expect(new Set(told.map(({ toAddress }) => toAddress)).size).toBe(told.length)
  expect(told.every(({ toAddress }) => toAddress.endsWith('@huadong.test'))).toBe(true)

  // Nor is one address sent more than its share of an hour, however much we write; what is over waits.
  const sent = new Map<string, number>()
  const sender = {
    async send({ envelope }: { envelope: { to: readonly string[] } }) {
      for (const to of envelope.to) sent.set(to, (sent.get(to) ?? 0) + 1)
      return { kind: 'accepted', response: '250 ok', refused: [] } as const
    },
  }
  for (let n = 0; n < 32; n++) await stage.line.tell(owner, first.number, `第 ${n} 条说明`)
  await stage.work()
  const parts = { files: openFileStore(stage.dataDir), senderFor: async () => sender }
  while ((await sendDue(await stage.app.systemCtx(), parts, { mailboxId, limit: 50 })).taken > 0);
  expect(Math.max(...sent.values())).toBe(30)
  expect((await stage.outgoing()).filter(({ purpose, state }) => purpose === 'message' && state === 'queued').length).toBeGreaterThan(0)
  expect((await stage.outgoing()).filter(({ purpose, state }) => purpose === 'message' && !['queued', 'sent'].includes(state))).toEqual([])

  // Once they have looked, the next word rings again.
  await stage.line.done(owner, 'GET', '/notifications')
  await sql`update notifications set read_at = at where ticket_id = ${first.ticketId}`.execute(stage.app.db)
  await office.arrives({ from: '张敏 <customer@huadong.test>', answers: first.id, body: '现在怎么样了' })
  await stage.app.driver.settle()
  const unread = await rows(
    sql`select from notifications where ticket_id = ${first.ticketId} and person_id = ${stage.company.ids[owner]} and read_at is null`,
  )
  expect(unread).toHaveLength(1)
}, 300_000)
