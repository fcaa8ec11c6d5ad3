import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sendDue } from '#mail'
import { openFileStore } from '#platform/files/file-store'
import { mailWriter } from '../../src/channels/email/smtp-out/write-mail.ts'
import type { OutgoingMail } from '../../src/channels/port.ts'
import { type MailStage, startMailStage } from '../actions/mail/mail-stage.ts'
import { PostOffice } from './post-office.ts'

/*
 * Two vendors, each with a Muster of its own, are each other's customer: 张敏 of each has the other's mailbox as her address. What one sends
 * is written as the bytes that go over the wire and handed to the other.
 */
type Side = { readonly stage: MailStage; readonly office: PostOffice; readonly mailboxId: string; readonly address: string }
/** What a server between them does to a mail. */
type Relay = (raw: string) => string
const sides: Side[] = []

beforeAll(async () => {
  for (const address of ['support@ahead.test', 'support@beyond.test']) {
    const stage = await startMailStage()
    const mailboxId = await stage.addMailbox({ address, isDefault: true })
    sides.push({ stage, mailboxId, address, office: new PostOffice(stage, { id: mailboxId, address }) })
  }
  for (const [here, there] of [sides, sides.toReversed()] as [Side, Side][])
    await sql`update contacts set email = ${there.address} where id = ${here.stage.company.ids.customer}`.execute(here.stage.app.db)
}, 120_000)
afterAll(() => Promise.all(sides.map(({ stage }) => stage.stop())))
beforeEach(async () => {
  for (const { stage } of sides) {
    await stage.app.driver.settle()
    // What went before is hours ago.
    await sql`update outgoing_mails set created_at = created_at - interval '2 hours', sent_at = sent_at - interval '2 hours'`.execute(
      stage.app.db,
    )
  }
})

/** Everything that is to be sent, to the other side, until nothing moves any more; the senders in order. */
async function exchange(relay: Relay): Promise<string[]> {
  const moved: string[] = []
  for (let round = 0; round < 12; round++) {
    const before = moved.length
    for (const [here, there] of [sides, sides.toReversed()] as [Side, Side][]) {
      await here.stage.work()
      for (const raw of await sent(here, there)) {
        moved.push(here.address)
        await there.office.handOver(Buffer.from(relay(raw)), there.address)
      }
      await there.office.taken()
    }
    if (moved.length === before) return moved
  }
  throw new Error(`it does not stop: ${moved.length} mails`)
}

async function sent(here: Side, there: Side): Promise<string[]> {
  const raws: string[] = []
  const write = mailWriter(null)
  const sender = {
    async send(mail: OutgoingMail) {
      const { envelope, raw } = await write(mail)
      if (envelope.to[0] === there.address) raws.push(Buffer.from(raw).toString())
      return { kind: 'accepted', response: '250 ok', refused: [] } as const
    },
  }
  const parts = { files: openFileStore(here.stage.dataDir), senderFor: async () => sender }
  await sendDue(await here.stage.app.systemCtx(), parts, { mailboxId: here.mailboxId, limit: 50 })
  return raws
}

const asItIs: Relay = (raw) => raw
/** Folded header fields go with their lines. */
const without = (names: RegExp): Relay => {
  return (raw) => {
    const end = raw.indexOf('\r\n\r\n')
    const fields = raw.slice(0, end).split(/\r\n(?![ \t])/)
    return `${fields.filter((field) => !names.test(field)).join('\r\n')}${raw.slice(end)}`
  }
}
const stripping: Relay = (raw) => {
  const bare = without(/^(?:auto-submitted|x-[\w-]+|list-[\w-]+|precedence|subject):/i)(raw)
  return `Subject: Ihre Anfrage #8841 =?utf-8?b?5bey5pS25Yiw?=\r\n${bare}`
}
const strippingOf =
  (address: string): Relay =>
  (raw) =>
    new RegExp(`^From:.*${address}`, 'im').test(raw.replace(/\r\n[ \t]+/g, ' ')) ? stripping(raw) : raw

const tickets = async ({ stage }: Side) =>
  (await sql<{ id: string }>`select id from tickets order by number`.execute(stage.app.db)).rows.map(({ id }) => id)
/** Somebody of ours writes to the customer, who is the other Muster. */
const writes = ({ stage }: Side, number: string, body: string) => stage.line.tell('support', number, body)

const RELAYS: [string, Relay][] = [
  ['as they are', asItIs],
  ['the first strips what says that a mail is automatic', strippingOf('ahead.test')],
  ['the second strips it', strippingOf('beyond.test')],
  ['both strip it', stripping],
]
test.each([0, 1].flatMap((begins) => RELAYS.map(([how, relay]) => [begins === 0 ? 'one' : 'the other', how, begins, relay] as const)))(
  '%s begins, %s: within three mails it stops by itself, and what people then write arrives, once, as words',
  async (_, _how, begins, relay) => {
    const here = sides[begins]!
    const there = sides[1 - begins]!
    const before = { here: await tickets(here), there: await tickets(there) }
    const { number } = await here.stage.line.underWay()
    const moved = await exchange(relay)
    expect(moved.length).toBeGreaterThanOrEqual(2)
    expect(moved.length).toBeLessThanOrEqual(3)
    expect(await exchange(relay)).toEqual([])
    const opened = (await tickets(there)).filter((id) => !before.there.includes(id))
    expect([opened.length, (await tickets(here)).length]).toEqual([1, before.here.length + 1])

    // By hand, one after the other.
    const theirs = await there.office.ticket(opened[0]!)
    expect(theirs.reporter.id).toBe(there.stage.company.ids.customer)
    await writes(here, number, '这是人写的：请把日志发来。')
    expect(await exchange(relay)).toEqual([here.address])
    await writes(there, theirs.number, '这也是人写的：日志见附件。')
    expect(await exchange(relay)).toEqual([there.address])
    const read = async ({ office, stage }: Side, ref: string) =>
      (await office.words(ref))
        .filter(({ author }) => author.kind === 'contact' && author.id === stage.company.ids.customer)
        .map(({ body }) => body)
    // Whole, as the other's letter has it.
    expect((await read(there, opened[0]!)).filter((body) => body.includes('这是人写的：请把日志发来。'))).toHaveLength(1)
    expect((await read(here, number)).filter((body) => body.includes('这也是人写的：日志见附件。'))).toHaveLength(1)
    expect([(await tickets(there)).length, (await tickets(here)).length]).toEqual([before.there.length + 1, before.here.length + 1])
  },
)

test('a machine of the other Muster is noted, not believed: it keeps nothing that was promised to the customer', async () => {
  const [here, there] = sides as [Side, Side]
  const { number } = await here.stage.line.underWay()
  await exchange(asItIs)
  const { id } = await here.office.ticket(number)
  const noted = await sql<{ why: string; automatic: string }>`select why, automatic from received_mails where ticket_id = ${id}`.execute(
    here.stage.app.db,
  )
  expect(noted.rows).toEqual([{ why: 'automatic', automatic: 'notification' }])
  expect((await here.office.words(number)).at(-1)).toMatchObject({ audience: 'internal', author: { kind: 'system' } })
  expect((await here.stage.line.owed(number, 'answer')).filter(({ state }) => state === 'pending')).toEqual([])
  const opened = (await tickets(there)).at(-1)
  expect((await there.stage.outgoing()).filter((one) => one.purpose === 'acknowledgement' && one.ticketId === opened)).toHaveLength(1)
})

test('the number in the other’s subject is theirs: it leads to no ticket of ours that happens to have it', async () => {
  const [here, there] = sides as [Side, Side]
  await here.stage.line.underWay()
  await exchange(asItIs)
  // Their ticket of that number is another matter, in which we take part.
  const [ours] = (await tickets(there)).slice(-1)
  const other = await there.office.ticket(ours!)
  const raw = [
    `From: support@ahead.test`,
    `To: ${there.address}`,
    `Subject: =?utf-8?b?${Buffer.from(`新的事情 [${other.number}]`).toString('base64')}?=`,
    'Message-ID: <fresh@ahead.test>',
    'X-Muster-Id: abcdefghijklmnop',
    'Content-Type: text/plain; charset=utf-8',
    '',
    '与那张工单无关',
  ]
  await there.office.handOver(Buffer.from(raw.join('\r\n')), there.address)
  expect(await there.office.taken()).toMatchObject({ state: 'taken', matched_by: null })
  expect((await there.office.words(ours!)).map(({ body }) => body)).not.toContain('与那张工单无关')
})

test('where even the thread is torn off on both sides, each answers two mails at most, and then it is over', async () => {
  const [here] = sides as [Side, Side]
  const torn: Relay = (raw) => without(/^(?:in-reply-to|references|reply-to):/i)(stripping(raw))
  await here.stage.line.underWay()
  const moved = await exchange(torn)
  for (const { address } of sides) expect(moved.filter((from) => from === address).length).toBeLessThanOrEqual(3)
  expect(await exchange(torn)).toEqual([])
})
