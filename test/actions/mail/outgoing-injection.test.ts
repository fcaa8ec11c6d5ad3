import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '#kernel/instant'
import { mailWriter } from '../../../src/channels/email/smtp-out/write-mail.ts'
import { type MailStage, startMailStage } from './mail-stage.ts'

let stage: MailStage
beforeAll(async () => {
  stage = await startMailStage()
  await stage.addMailbox({ address: 'support@vendor.test', isDefault: true })
})
afterAll(() => stage.stop())

/** The head of what would go over the wire. */
async function headOf(
  { content, toAddress, rfcMessageId }: Awaited<ReturnType<MailStage['outgoing']>>[number],
  name: string,
): Promise<string> {
  const { raw } = await mailWriter(null)({
    ...{ envelope: { from: content.from.address, to: [toAddress] }, messageId: `<${rfcMessageId}>`, inReplyTo: null, references: [] },
    ...{ date: instant(0), from: content.from, replyTo: content.replyTo, to: [{ name, address: toAddress }], cc: [] },
    ...{ subject: content.subject, text: content.text, html: content.html, headers: content.headers, attachments: [] },
  })
  return Buffer.from(raw)
    .toString('utf8')
    .split('\r\n\r\n')[0]!
    .replace(/\r\n[ \t]/g, ' ')
}

// A stranger's name and subject go out again in our acknowledgement: they may say anything, and stay a name and a subject.
test.each([
  [
    'a line end and another header',
    '=?utf-8?q?Zhang=0D=0ABcc:_victim@bank.example?=',
    '=?utf-8?q?Help=0D=0ABcc:_victim@bank.example=0D=0A=0D=0Abody?=',
  ],
  ['another address beside the name', '"a@b.example>, <victim@bank.example"', '<victim@bank.example>'],
  ['what has no width or turns round', '=?utf-8?q?Zh=E2=80=AEgnib=E2=80=8B?=', '=?utf-8?q?=E2=80=AEtxt.exe?='],
  ['a line separator', '=?utf-8?q?Zhang=E2=80=A8Bcc:_victim@bank.example?=', '=?utf-8?q?Help=E2=80=A9Bcc:_victim@bank.example?='],
])('%s, in a name and a subject, begins no header and reaches nobody else', async (_, from, subject) => {
  const before = (await stage.outgoing()).length
  const address = `new${before}@huadong.test`
  const raw = Buffer.from(
    `From: ${from} <${address}>\r\nTo: support@vendor.test\r\nSubject: ${subject}\r\nMessage-ID: <in-${before}@huadong.test>\r\n\r\nhelp\r\n`,
  )
  await stage.app.mail.receive({ raw, source: 'import', mailboxId: null, envelope: { from: null, to: [] } })
  while ((await stage.app.mail.takeWaiting(10)) > 0);
  await stage.work()
  const mails = (await stage.outgoing()).slice(before).filter(({ toAddress }) => toAddress === address)
  expect(mails.map(({ purpose }) => purpose)).toContain('acknowledgement')
  const contact = await stage.app.db.selectFrom('contacts').select('name').where('email', '=', address).executeTakeFirstOrThrow()
  for (const mail of mails) {
    const head = await headOf(mail, contact.name)
    const names = head.split('\r\n').map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
    expect(new Set(names).size).toBe(names.length)
    expect(names).not.toContain('bcc')
    // What stands between quotes is a name, whatever it says.
    const to = /^To: (.*)$/m.exec(head)![1]!.replace(/"(?:[^"\\]|\\.)*"/g, '')
    expect(to.match(/[^\s<>,]+@[^\s<>,]+/g)).toEqual([address])
    expect(`${mail.content.subject}${contact.name}`).not.toMatch(/[\p{Cc}\u2028\u2029\u200B\u202E]/u)
  }
})
