import { parseInstant } from '#kernel/instant'
import type { SmtpSenderOptions } from '../../src/channels/email/smtp-out/open-smtp-sender.ts'
import type { OutgoingMail } from '../../src/channels/port.ts'

let written = 0

/** A mail of ours to a customer; ids never come twice. */
export function letter(part: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    envelope: { from: 'bounces@muster.example', to: ['liming@mail.example'] },
    messageId: `<t-${++written}.${process.pid}@muster.example>`,
    inReplyTo: null,
    references: [],
    date: parseInstant('2026-11-17T08:00:00.000Z'),
    from: { name: '集结支持', address: 'support@muster.example' },
    replyTo: null,
    to: [{ name: '李明', address: 'liming@mail.example' }],
    cc: [],
    subject: 'T-1024 登录失败：我们正在处理',
    text: '您好，李明。\n\n我们已经收到您的报告。\n',
    html: null,
    headers: {},
    attachments: [],
    ...part,
  }
}

/** A sender to a server of the loopback that asks for nothing. */
export function plainSender(port: number, part: Partial<SmtpSenderOptions> = {}): SmtpSenderOptions {
  return {
    host: '127.0.0.1',
    port,
    security: 'none',
    signIn: null,
    ca: null,
    heloName: 'muster.example',
    timeouts: { connectMs: 2_000, silenceMs: 2_000, wholeMs: 10_000 },
    pool: { sessions: 2, idleMs: 5_000, mails: 100 },
    dkim: null,
    ...part,
  }
}
