import { expect } from 'vitest'
import { openLog } from '#platform/log'
import { LISTENER_LIMITS, type ListenerLimits } from '../../src/channels/email/smtp-in/listener-limits.ts'
import { type MailListenerOptions, openMailListener } from '../../src/channels/email/smtp-in/open-mail-listener.ts'
import type { DeliveredMail, DeliveryReceiver, MailListener } from '../../src/channels/port.ts'
import { swaks } from './servers/swaks.ts'
import { type SmtpLine, smtpLine } from './smtp-line.ts'

export const OURS = 'support@muster.example'
export const ALSO_OURS = 'security@muster.example'
/** What a test has opened; the file closes it after each (`closeAll`). */
export const closing: (() => Promise<void> | void)[] = []
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close()
}

export type Inbox = { readonly mails: DeliveredMail[]; take: DeliveryReceiver['take'] }

/** A listener that takes everything for our two addresses and keeps it; `inbox.take` may be replaced. */
export async function listening(
  part: Partial<Omit<MailListenerOptions, 'limits'>> & { limits?: Partial<ListenerLimits> } = {},
  receiver: Partial<DeliveryReceiver> = {},
): Promise<{ listener: MailListener; inbox: Inbox }> {
  const mails: DeliveredMail[] = []
  const inbox: Inbox = {
    mails,
    take: async (mail) => {
      mails.push(mail)
      return 'taken'
    },
  }
  const listener = await openMailListener(
    {
      host: '127.0.0.1',
      port: 0,
      lmtp: false,
      name: 'muster.example',
      tls: null,
      allowFrom: [],
      signIn: null,
      log: openLog('silent'),
      ...part,
      limits: { ...LISTENER_LIMITS, ...part.limits },
    },
    {
      recipientAllowed: async (address) => ([OURS, ALSO_OURS].includes(address.toLowerCase()) ? 'yes' : 'no'),
      take: (mail) => inbox.take(mail),
      ...receiver,
    },
  )
  closing.push(() => listener.close())
  return { listener, inbox }
}

/** A conversation with it in which all of `asks` went well. */
export async function line({ port }: MailListener, ...asks: string[]): Promise<SmtpLine> {
  const opened = await smtpLine(port)
  closing.push(() => opened.end())
  expect(await opened.reply()).toMatch(/^220 muster\.example/)
  for (const ask of asks) expect(await opened.ask(ask), ask).toMatch(/^[23]/)
  return opened
}

export const TO_DATA = ['EHLO customer.example', 'MAIL FROM:<liming@mail.example>', `RCPT TO:<${OURS}>`, 'DATA']
export const to = (listener: MailListener, recipient: string, ...more: string[]) =>
  swaks('--server', `127.0.0.1:${listener.port}`, '--from', 'liming@mail.example', '--to', recipient, '--helo', 'customer.example', ...more)
