import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR, instant } from '#kernel/instant'
import { type ActToken, actToken } from '#mail/rules/act-token'
import { type MailStage, startMailStage } from '../actions/mail/mail-stage.ts'

/* The links to confirm and to reopen, where something goes otherwise than meant. */
let stage: MailStage
beforeAll(async () => {
  stage = await startMailStage()
  await stage.addMailbox({ address: 'support@vendor.test', isDefault: true })
})
afterAll(() => stage.stop())

type Links = { number: string; owner: 'support'; confirm: string; reopen: string }
async function resolved(): Promise<Links> {
  const { number, owner } = await stage.line.underWay()
  return { number, owner: owner as 'support', ...(await resolve(number, owner as 'support')) }
}
async function resolve(number: string, owner: 'support'): Promise<Pick<Links, 'confirm' | 'reopen'>> {
  await stage.line.resolve(owner, number)
  await stage.work()
  const mail = (await stage.outgoing()).findLast((one) => one.purpose === 'resolution' && one.content.subject.includes(number))!
  const tokens = [...mail.content.text.matchAll(/\/mail-act#token=(\S+)/g)].map(([, token]) => token!)
  return { confirm: tokens.find((one) => one.startsWith('confirm'))!, reopen: tokens.find((one) => one.startsWith('reopen'))! }
}
const look = (token: string, headers = {}) => stage.call(null, 'POST', '/mail-links', { token }, headers)
const act = (token: string, reason?: string, headers = {}) =>
  stage.call(null, 'POST', '/mail-acts', { token, ...(reason ? { reason } : {}) }, headers)
const state = async (number: string) => {
  const { status, confirmedAt, reopenCount } = await stage.line.ticket(number)
  return { status, confirmedAt, reopenCount }
}

/** So many wait for somebody else's row. */
const areWaiting = async (count: number) => {
  for (;;) {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(stage.app.db)
    if (rows[0]!.n >= count) return
    await new Promise((again) => setTimeout(again, 20))
  }
}

test('pressed twice, and twice at once: done once, and the second time says so', async () => {
  const one = await resolved()
  const [first, second] = await Promise.all([act(one.confirm), act(one.confirm)])
  expect([first.body.outcome, second.body.outcome].toSorted()).toEqual(['already', 'done'])
  expect((await stage.events('ticket.confirmed')).filter(({ data }) => data['byKind'] === 'contact')).toHaveLength(1)
  const other = await resolved()
  const answers = await Promise.all([act(other.reopen, '还是超时'), act(other.reopen, '还是超时')])
  expect(answers.map(({ body }) => body.outcome).toSorted()).toEqual(['already', 'done'])
  expect(await state(other.number)).toMatchObject({ status: 'open', reopenCount: 1 })
})

test('done in the portal at the same moment: the press waits for it and says that it is done', async () => {
  const { number, confirm } = await resolved()
  const both = await stage.app.db.transaction().execute(async (tx) => {
    await sql`select from tickets where number = ${Number(number.slice(2))} for update`.execute(tx)
    const inPortal = stage.call('customer', 'POST', `/tickets/${number}/confirmation`, { resolution: 5 })
    await areWaiting(1)
    const byMail = act(confirm)
    await areWaiting(2)
    return { inPortal, byMail }
  })
  expect((await both.inPortal).status).toBe(200)
  expect((await both.byMail).body).toMatchObject({ outcome: 'already' })
})

test('passed on: whoever opens it is told in whose name it acts, and it acts as nobody else, whoever is signed in', async () => {
  const { number, confirm } = await resolved()
  const asBoss = { authorization: `Bearer ${stage.company.keys.boss}` }
  expect((await look(confirm, asBoss)).body).toMatchObject({ as: '张敏', outcome: 'waiting' })
  expect((await act(confirm, undefined, asBoss)).body).toMatchObject({ as: '张敏', outcome: 'done' })
  const { id } = await stage.line.ticket(number)
  const event = (await stage.events('ticket.confirmed')).find(({ ticketId }) => ticketId === id)
  expect(event!.actor).toEqual({ kind: 'contact', id: stage.company.ids.customer })
})

test('of somebody who does not take part, may not confirm, or has no such ticket: nothing is done, and it says so', async () => {
  const { number } = await resolved()
  const { id } = await stage.line.ticket(number)
  const { rows } = await sql<{ id: string }>`select id from resolutions where ticket_id = ${id} and reopened_at is null`.execute(
    stage.app.db,
  )
  const forPerson = (contactId: string, more: Partial<ActToken> = {}) =>
    actToken(
      { act: 'confirm', ticketId: id, contactId, resolutionId: rows[0]!.id, expiresAt: instant(Date.now() + HOUR), ...more },
      stage.hmac,
    )
  const before = await state(number)
  for (const token of [
    forPerson(stage.company.ids.stranger),
    forPerson(stage.company.ids.stranger, { act: 'reopen' }),
    forPerson(crypto.randomUUID()),
    forPerson(stage.company.ids.support),
    forPerson(stage.company.ids.customer, { ticketId: crypto.randomUUID() }),
    forPerson(stage.company.ids.customer, { expiresAt: instant(Date.now() - 1) }),
  ]) {
    for (const answer of [await look(token), await act(token, '还是不行')]) {
      expect([answer.status, answer.body.code]).toEqual([422, 'mail-link-over'])
      expect(answer.body.detail).toContain('没有改变')
    }
  }
  await sql`update contacts set may_confirm = false where id = ${stage.company.ids.colleague}`.execute(stage.app.db)
  const may = await act(forPerson(stage.company.ids.colleague))
  await sql`update contacts set may_confirm = true where id = ${stage.company.ids.colleague}`.execute(stage.app.db)
  expect([may.status, may.body.code]).toEqual([403, 'not-yours-to-confirm'])
  expect(await state(number)).toEqual(before)
})

test('after the ticket moved on: reopened, resolved anew, closed, closed long ago', async () => {
  const { number, owner, confirm, reopen } = await resolved()
  await stage.line.done('customer', 'POST', `/tickets/${number}/reopening`, { reason: '又出现了' })
  expect((await look(confirm)).body.code).toBe('mail-link-over')
  expect((await act(reopen, '又出现了')).body).toMatchObject({ outcome: 'already' })
  const again = await resolve(number, owner)
  // What they confirm is what they have read; what was reopened once is not reopened by the same link again.
  const stood = await state(number)
  expect((await act(confirm)).body.code).toBe('mail-link-over')
  expect((await act(reopen, '旧链接')).body).toMatchObject({ outcome: 'already' })
  expect(await state(number)).toEqual(stood)
  expect((await act(again.confirm)).body).toMatchObject({ outcome: 'done' })
  expect((await state(number)).confirmedAt).not.toBeNull()
  // Closed by that, it can still be reopened for a while.
  await sql`update tickets set status = 'closed', closed_as = coalesce(closed_as, 'confirmed'), closed_at = coalesce(closed_at, now()) where number = ${Number(number.slice(2))}`.execute(
    stage.app.db,
  )
  expect((await act(again.confirm)).body).toMatchObject({ outcome: 'already' })
  await sql`update tickets set closed_at = ${new Date((await stage.now()) - 15 * 24 * HOUR).toISOString()} where number = ${Number(number.slice(2))}`.execute(
    stage.app.db,
  )
  const late = await act(again.reopen, '隔了很久')
  expect([late.status, late.body.code]).toEqual([409, 'closed-too-long'])
})

test('scanners that open every link, and forms of other pages, do nothing', async () => {
  const { number, confirm } = await resolved()
  const before = await state(number)
  for (const path of ['/mail-acts', '/mail-links'])
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'])
      expect((await fetch(`${stage.url}/api/v1${path}?token=${confirm}`, { method })).status, `${method} ${path}`).toBeGreaterThanOrEqual(
        400,
      )
  const forms: [string, string | FormData][] = [
    ['application/x-www-form-urlencoded', `token=${confirm}`],
    ['text/plain', JSON.stringify({ token: confirm })],
    ['text/plain;charset=utf-8; application/json', JSON.stringify({ token: confirm })],
  ]
  for (const [type, body] of forms) {
    const answer = await fetch(`${stage.url}/api/v1/mail-acts`, { method: 'POST', headers: { 'content-type': type }, body })
    expect(answer.status, type).toBeGreaterThanOrEqual(400)
  }
  const data = new FormData()
  data.set('token', confirm)
  expect((await fetch(`${stage.url}/api/v1/mail-acts`, { method: 'POST', body: data })).status).toBeGreaterThanOrEqual(400)
  expect(await state(number)).toEqual(before)
  expect((await look(confirm)).body).toMatchObject({ outcome: 'waiting' })
})

test('a token changed anywhere, or made of two, is no token', async () => {
  const { number, confirm, reopen } = await resolved()
  const before = await state(number)
  const parts = confirm.split('.')
  const swapped = (index: number, value: string) => parts.map((part, at) => (at === index ? value : part)).join('.')
  const changed = [
    ...[0, 1, 2, 3, 4].map((index) =>
      swapped(index, reopen.split('.')[index] === parts[index] ? `${parts[index]!.slice(0, -1)}0` : reopen.split('.')[index]!),
    ),
    swapped(0, 'reopen'),
    swapped(5, reopen.split('.')[5]!),
    confirm.toUpperCase(),
    `${confirm} `,
    `${confirm}.x`,
    confirm.slice(0, -1),
    encodeURIComponent(`${confirm}\n`),
    '',
  ].filter((token) => token !== confirm)
  for (const token of changed) {
    const { status, body } = await act(token, '原因')
    expect([status, ['mail-link-over', 'invalid-input'].includes(body.code)], token).toEqual([token === '' ? status : 422, true])
  }
  expect(await state(number)).toEqual(before)
})
