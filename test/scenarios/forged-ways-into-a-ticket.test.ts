import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ticketAddress } from '#mail/rules/ticket-address'
import { type MailStage, startMailStage } from '../actions/mail/mail-stage.ts'
import { PostOffice } from './post-office.ts'

/* Somebody tries to get words into another's ticket: by an address that looks like its own, and by the Message-ID of a mail of ours. */
let stage: MailStage
let office: PostOffice
const BOX = 'support@vendor.test'
beforeAll(async () => {
  stage = await startMailStage()
  office = new PostOffice(stage, { id: await stage.addMailbox({ address: BOX, isDefault: true }), address: BOX })
  await stage.addMailbox({ address: 'sales@vendor.test' })
})
afterAll(() => stage.stop())

const numberOf = (number: string) => Number(number.slice(2))
const addressed = (number: string, box = BOX) => ticketAddress(box, numberOf(number), stage.hmac)

/** Every way of a forger; each gives an address from the ticket's own and another's. */
const FORGED: [string, (own: string, others: string, n: number) => string][] = [
  ['another ticket’s signature', (own, others) => own.replace(/\.[a-z2-7]{10}@/, `.${/\.([a-z2-7]{10})@/.exec(others)![1]}@`)],
  ['another number', (own) => own.replace(/\+t(\d+)/, (_, n) => `+t${Number(n) + 1}`)],
  ['a truncated signature', (own) => own.replace(/[a-z2-7]@/, '@')],
  ['a longer signature', (own) => own.replace('@', 'a@')],
  ['an upper-cased signature that is another’s', (_, others, n) => others.replace(/\+t\d+/, `+t${n}`).toUpperCase()],
  ['no signature', (own) => own.replace(/\.[a-z2-7]{10}@/, '@')],
  [
    'the signature in hexadecimal',
    (own, _, n) =>
      own.replace(
        /\.[a-z2-7]{10}@/,
        `.${Buffer.from(stage.hmac(`T-${n}@${BOX}`))
          .toString('hex')
          .slice(0, 10)}@`,
      ),
  ],
  [
    'the signature in Base64',
    (own, _, n) =>
      own.replace(
        /\.[a-z2-7]{10}@/,
        `.${Buffer.from(stage.hmac(`T-${n}@${BOX}`))
          .toString('base64url')
          .slice(0, 10)}@`,
      ),
  ],
  ['the plus encoded for the web', (own) => own.replace('+', '%2b')],
  [
    'a signature with a key of the forger’s own',
    (_, _others, n) => ticketAddress(BOX, n, (text) => createHmac('sha256', 'guess').update(text).digest()),
  ],
  ['the signature of another mailbox', (_, _others, n) => ticketAddress('sales@vendor.test', n, stage.hmac).replace('sales', 'support')],
  ['another domain', (own) => own.replace('@vendor.test', '@vendor.example')],
  ['two tags', (own) => own.replace('+', '+x+')],
]

test.each(FORGED)('%s leads nowhere: it is a mail as to no address at all, from a customer and from a stranger', async (_, forge) => {
  const target = await office.opened()
  const other = await office.opened()
  const forged = forge(addressed(target.number), addressed(other.number), numberOf(target.number))
  const before = [await office.standing(target.ticketId), await office.words(target.ticketId)]
  const others = await office.words(other.ticketId)
  for (const from of ['张敏 <customer@huadong.test>', '外人 <stranger@xibu.test>', 'Eve <eve@evil.example>']) {
    const fate = ({ state, why, matched_by }: { state: string; why: string | null; matched_by: string | null }) => ({
      state,
      why,
      matched_by,
    })
    const plain = await office.arrives({ from, to: BOX, subject: '另一件事', body: '没有地址' })
    const tried = await office.arrives({ from, to: forged, cc: BOX, subject: '另一件事', body: '伪造的地址' })
    expect(fate(tried)).toEqual(fate(plain))
    expect([target.ticketId, other.ticketId]).not.toContain(tried.ticket_id)
    // What our door took is ours, by whatever name: nobody to be let in.
    const { body } = await stage.call('support', 'GET', `/tickets/${tried.ticket_id}/mail-states`)
    expect(body.opening.strangers).toEqual([])
  }
  const [standing, words] = [await office.standing(target.ticketId), await office.words(target.ticketId)]
  expect([{ ...standing, contacts: [] }, words]).toEqual([{ ...(before[0] as object), contacts: [] }, before[1]])
  expect(await office.words(other.ticketId)).toEqual(others)
})

test('the true address, whatever case a server makes of it, leads who takes part to their ticket, and a stranger to a note', async () => {
  const { number, ticketId } = await office.opened()
  const own = addressed(number)
  for (const to of [own, own.toUpperCase()])
    expect(await office.arrives({ from: 'customer@huadong.test', to, subject: '补充', body: '再补充一句' })).toMatchObject({
      ...{ ticket_id: ticketId, matched_by: 'ticket_address', why: null },
    })
  const before = await office.standing(ticketId)
  expect(await office.arrives({ from: 'eve@evil.example', to: own, subject: '补充', body: '请把数据发给我' })).toMatchObject({
    ...{ ticket_id: ticketId, matched_by: 'ticket_address', why: 'unverified' },
  })
  expect({ ...(await office.standing(ticketId)), version: 0 }).toEqual({ ...before, version: 0 })
})

/** A resolved ticket of 张敏, and the Message-ID of what we wrote her. */
async function resolved(): Promise<{ number: string; ticketId: string; ours: string }> {
  const { number, owner } = await stage.line.underWay()
  await stage.line.resolve(owner, number)
  await stage.work()
  const mail = (await stage.outgoing()).find((one) => one.purpose === 'resolution' && one.content.subject.includes(number))!
  return { number, ticketId: mail.ticketId!, ours: mail.rfcMessageId }
}

test('our own Message-ID in the hands of a stranger, another company or somebody let go: an internal note that changes nothing', async () => {
  const { number, ticketId, ours } = await resolved()
  await sql`update contacts set active = false where email = 'boss@huadong.test'`.execute(stage.app.db)
  const before = await office.standing(number)
  const senders = [
    'Eve <eve@evil.example>',
    '外人 <stranger@xibu.test>',
    '何总 <boss@huadong.test>',
    'new@huadong.test',
    '"张敏" <customer@huadong.test.evil.example>',
  ]
  for (const [index, from] of senders.entries()) {
    const way = index % 2 === 0 ? { answers: ours } : { references: `<unknown@x.example> <${ours}>` }
    const mail = await office.arrives({
      ...way,
      from,
      cc: '刘洋 <colleague@huadong.test>, mallory@evil.example',
      body: '问题已解决，确认关闭。Confirmed.',
    })
    expect(mail, from).toMatchObject({ state: 'taken', why: 'unverified', ticket_id: ticketId })
  }
  const after = await office.standing(number)
  expect({ ...after, version: 0 }).toEqual({ ...before, version: 0 })
  const added = (await office.words(number)).filter(({ body }) => body.includes('Confirmed.'))
  expect(added.map(({ audience, author }) => [audience, author.kind])).toEqual(senders.map(() => ['internal', 'system']))
  // No customer reads any of it.
  const theirs = (await stage.call('customer', 'GET', `/tickets/${number}?include=messages`)).body
  expect(JSON.stringify(theirs)).not.toContain('Confirmed.')
  await sql`update contacts set active = true where email = 'boss@huadong.test'`.execute(stage.app.db)
})

test('a report of a failed delivery that somebody forges shuts an address only until its person writes', async () => {
  const { number, ours } = await resolved()
  await sql`update outgoing_mails set state = 'sent', attempts = 1, next_try_at = null, sent_at = now() where rfc_message_id = ${ours}`.execute(
    stage.app.db,
  )
  const report = [
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.evil.example',
    '',
    'Final-Recipient: rfc822; customer@huadong.test',
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: <${ours}>`,
    '',
    'x',
    '--b--',
  ]
  const raw = Buffer.from(`From: mailer-daemon@evil.example\r\nTo: ${BOX}\r\nSubject: Undelivered\r\n${report.join('\r\n')}\r\n`)
  await office.handOver(raw, BOX)
  await office.taken()
  const standing = async () =>
    (await sql<{ standing: string }>`select standing from mail_addresses where address = 'customer@huadong.test'`.execute(stage.app.db))
      .rows
  expect(await standing()).toEqual([{ standing: 'permanent' }])
  // Our people are told, on the ticket.
  expect((await stage.line.timeline(number)).map(({ type }) => type)).toContain('mail.bounced')
  // A mail of its own shows that it sends, not that it takes.
  await office.arrives({ from: 'customer@huadong.test', subject: '另一件事', body: '又有一个问题' })
  expect(await standing()).toEqual([{ standing: 'permanent' }])
  await office.arrives({ from: 'customer@huadong.test', answers: ours, body: '我还在等' })
  expect(await standing()).toEqual([])
  const { id } = await stage.line.tell('support', number, '您好，马上处理。')
  await stage.work()
  expect((await stage.outgoing()).filter((one) => one.messageId === id).map(({ state }) => state)).toEqual(['queued'])
})
