import type { MailStage } from '../actions/mail/mail-stage.ts'

/** A mail as somebody outside writes it. `head`: more header lines, as they are. */
export type Posted = {
  readonly from: string
  readonly to?: string
  readonly cc?: string
  readonly subject?: string
  readonly body?: string
  readonly id?: string
  readonly answers?: string
  readonly references?: string
  readonly head?: readonly string[]
}

/** Hands mails over to one mailbox of a Muster, and says what became of them. */
export class PostOffice {
  readonly stage: MailStage
  private readonly mailbox: { readonly id: string; readonly address: string }
  private count = 0

  constructor(stage: MailStage, mailbox: { readonly id: string; readonly address: string }) {
    this.stage = stage
    this.mailbox = mailbox
  }

  /** One mail, taken; what became of it. */
  async arrives(letter: Posted) {
    await this.drop(letter)
    return this.taken()
  }

  /** Stored, not taken yet. */
  async drop(letter: Posted): Promise<void> {
    await this.handOver(this.write(letter), letter.to ?? this.mailbox.address)
  }

  async handOver(raw: Uint8Array, to: string): Promise<void> {
    const envelope = { from: null, to: [/[^\s<,]+@[^\s>,]+/.exec(to)?.[0] ?? this.mailbox.address] }
    await this.stage.app.mail.receive({ raw, source: 'smtp', mailboxId: this.mailbox.id, envelope })
  }

  /** Takes what waits; the last of it. */
  async taken() {
    const { mail, db } = this.stage.app
    while ((await mail.takeWaiting(20)) > 0);
    return db.selectFrom('received_mails').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
  }

  /** A ticket of 华东制造 that 张敏 opens by mail; its Message-ID. */
  async opened(more: Partial<Posted> = {}) {
    const id = `${++this.count}.opening@huadong.test`
    const mail = await this.arrives({ from: '张敏 <customer@huadong.test>', subject: '导出失败', body: '点导出没有反应', id, ...more })
    const number = (await this.ticket(mail.ticket_id!)).number as string
    return { id, ticketId: mail.ticket_id!, number, mail }
  }

  async ticket(ref: string) {
    return (await this.stage.call('administrator', 'GET', `/tickets/${ref}?include=messages`)).body
  }

  async words(ref: string): Promise<{ audience: string; body: string; author: { kind: string; id: string; name: string } }[]> {
    return (await this.stage.call('administrator', 'GET', `/tickets/${ref}/messages?limit=200`)).body.items
  }

  async people(ref: string): Promise<string[]> {
    const { items } = (await this.stage.call('administrator', 'GET', `/tickets/${ref}/participants`)).body
    return items.map((one: { name: string }) => one.name)
  }

  /** All that a mail from somebody who may not speak must leave as it is. */
  async standing(ref: string) {
    const { status, confirmedAt, customerWroteAt, reopenCount, obligations, version } = await this.ticket(ref)
    const contacts = await this.stage.app.db
      .selectFrom('contacts')
      .select(['id', 'active', 'account_id', 'version'])
      .orderBy('id')
      .execute()
    return { status, confirmedAt, customerWroteAt, reopenCount, obligations, version, contacts, people: await this.people(ref) }
  }

  private write({
    from,
    to = this.mailbox.address,
    cc,
    subject = 'Re: 导出失败',
    body = '我也要看',
    id,
    answers,
    references,
    head = [],
  }: Posted) {
    const lines = [
      ...[
        `From: ${from}`,
        `To: ${to}`,
        `Subject: ${subject}`,
        `Message-ID: <${id ?? `${++this.count}.m@mail.example`}>`,
        'MIME-Version: 1.0',
      ],
      ...(cc ? [`Cc: ${cc}`] : []),
      ...(answers ? [`In-Reply-To: <${answers}>`] : []),
      ...(references ? [`References: ${references}`] : []),
      ...head,
      'Content-Type: text/plain; charset=utf-8',
    ]
    return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}\r\n`)
  }
}
