import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MailStage, startMailStage } from '../actions/mail/mail-stage.ts'
import { PostOffice } from './post-office.ts'

/* Names and addresses that look like somebody else's. Our person is 李想 <support@vendor.test>, the customer's 张敏 <customer@huadong.test>. */
const UNSORTED = '00000000-0000-7000-8000-000000000001'
let stage: MailStage
let office: PostOffice
beforeAll(async () => {
  stage = await startMailStage()
  const address = 'hello@vendor.test'
  office = new PostOffice(stage, { id: await stage.addMailbox({ address, isDefault: true }), address })
})
afterAll(() => stage.stop())

const word = (text: string) => `=?utf-8?b?${Buffer.from(text).toString('base64')}?=`
const contacts = () => stage.app.db.selectFrom('contacts').select(['id', 'name', 'email', 'account_id as account']).orderBy('id').execute()
async function reporterOf(from: string) {
  const mail = await office.arrives({ from, subject: '看起来像别人', body: '请帮忙' })
  const { reporter, account, origin } = await office.ticket(mail.ticket_id!)
  return {
    reporter,
    account: account.id as string,
    origin: origin as string,
    met: (await contacts()).find(({ id }) => id === reporter?.id) ?? null,
  }
}

test.each([
  ['in quotes', '"李想 <support@vendor.test>" <a1@evil.example>', 'a1@evil.example', '李想 <support@vendor.test>'],
  ['in an encoded word', `${word('李想 <support@vendor.test>')} <a2@evil.example>`, 'a2@evil.example', '李想 <support@vendor.test>'],
  ['in a comment', 'a3@evil.example (support@vendor.test)', 'a3@evil.example', 'support@vendor.test'],
  ['with a full-width sign', `${word('support＠vendor.test')} <a4@evil.example>`, 'a4@evil.example', 'support＠vendor.test'],
  ['of the customer', '"customer@huadong.test" <a5@evil.example>', 'a5@evil.example', 'customer@huadong.test'],
  [
    'turned around by a mark of direction',
    `${word('\u202esupport@vendor.test\u202c')} <a6@evil.example>`,
    'a6@evil.example',
    'support@vendor.test',
  ],
])('an address as a name, %s: whom it is of is said first, and it is nobody of ours', async (_, from, address, name) => {
  const { met, account, origin } = await reporterOf(from)
  expect(met).toMatchObject({ email: address, name: `${address} “${name}”`, account: UNSORTED })
  expect([account, origin]).toEqual([UNSORTED, 'unknown'])
})

test('on a ticket where they may not speak, the note says by which address they wrote, and letting them in names them by it', async () => {
  const { id, ticketId } = await office.opened()
  const mail = await office.arrives({ from: '"李想 <support@vendor.test>" <b1@free.example>', answers: id, body: '按我说的做' })
  const note = (await office.words(ticketId)).at(-1)!
  expect(note.body.split('\n')[0]).toBe(
    '【未经核实的发件人 · unverified sender】b1@free.example（自称 calls itself “李想 <support@vendor.test>”）',
  )
  const let1 = await stage.call('support', 'POST', `/tickets/${ticketId}/mail-participants`, {
    receivedMailId: mail.id,
    address: 'b1@free.example',
  })
  expect(let1.status).toBe(201)
  expect(await office.people(ticketId)).toContain('b1@free.example “李想 <support@vendor.test>”')
})

test.each([
  ['a Cyrillic letter in our domain', 'support@v\u0435ndor.test', 'support@xn--vndor-zwe.test'],
  ['a Cyrillic letter in the customer’s', 'customer@hu\u0430dong.test', 'customer@xn--hudong-7fg.test'],
  ['their domain below another', 'customer@huadong.test.evil.example', 'customer@huadong.test.evil.example'],
  ['a dot', 'c.ustomer@gmail.com', 'c.ustomer@gmail.com'],
])('%s makes another address, which is shown as what it is', async (_, address, shown) => {
  const { met, account } = await reporterOf(`张敏 <${address}>`)
  expect(met?.email).toMatch(
    shown.includes('xn--hudong') ? /^customer@xn--hudong-[a-z0-9]+\.test$/ : new RegExp(`^${shown.replaceAll('.', '\\.')}$`),
  )
  expect(account).toBe(UNSORTED)
  expect(met?.id).not.toBe(stage.company.ids.customer)
})

test.each([
  ['a dot more', 'c.ustomer@huadong.test'],
  ['a tag', 'customer+urgent@huadong.test'],
  ['a look-alike before the sign', 'custom\u0435r@huadong.test'],
])('%s before the sign is a colleague of the same domain, never the contact themselves', async (_, address) => {
  const { reporter, account } = await reporterOf(address)
  expect(account).toBe(stage.company.ids.account)
  expect(reporter.id).not.toBe(stage.company.ids.customer)
})

test('the same address in capitals is the same person', async () => {
  const { reporter } = await reporterOf('"Zhang" <CUSTOMER@Huadong.TEST>')
  expect(reporter.id).toBe(stage.company.ids.customer)
})

test.each([
  ['in the domain', 'customer@hua\u200bdong.test'],
  ['behind the sign', 'customer@\u200dhuadong.test'],
  ['before the sign', 'cus\u200btomer@huadong.test'],
  ['a mark of direction', 'customer@hua\u202edong.test'],
  ['a soft hyphen in ours', 'support@ven\u00addor.test'],
])('a character that nobody sees, %s: from nobody, neither the contact nor one of ours', async (_, address) => {
  const { id, ticketId } = await office.opened()
  const before = (await contacts()).length
  const alone = await office.arrives({ from: `张敏 <${address}>`, subject: '新问题', body: '看不见的字符' })
  expect(await office.ticket(alone.ticket_id!)).toMatchObject({ origin: 'unknown', reporter: null, account: { id: UNSORTED } })
  const inThread = await office.arrives({ from: `张敏 <${address}>`, answers: id, body: '我确认' })
  expect(inThread).toMatchObject({ why: 'unverified', ticket_id: ticketId })
  expect(await contacts()).toHaveLength(before)
})

test('a domain in another script and its spelling for DNS are one person', async () => {
  const unicode = await reporterOf(`${word('李娜')} <li.na@集结.example>`)
  const ascii = await reporterOf('Li Na <li.na@XN--8N0AL40C.example>')
  expect(ascii.reporter.id).toBe(unicode.reporter.id)
  expect(unicode.met).toMatchObject({ email: 'li.na@xn--8n0al40c.example', name: '李娜' })
})

test('what nobody sees in a name is taken out of it', async () => {
  const { met } = await reporterOf(`${word('李\u200b想\u202e\u2066')} <c1@evil.example>`)
  expect(met?.name).toBe('李想')
})
