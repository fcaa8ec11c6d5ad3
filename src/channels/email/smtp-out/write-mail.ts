import { Readable } from 'node:stream'
import type * as Nodemailer from 'nodemailer'
import { lazyPackage } from '#platform/lazy-package'
import type { OutgoingMail, WrittenMail } from '../../port.ts'
import { isMessageId, refuseUnsafe } from './refuse-unsafe.ts'

const library = lazyPackage<typeof Nodemailer>('nodemailer')

/** Who vouches for our mail: `privateKeyPem`'s public half stands in DNS at `<selector>._domainkey.<domain>`. */
export type DkimKey = { readonly domain: string; readonly selector: string; readonly privateKeyPem: string }

export type MailWriter = (mail: OutgoingMail) => Promise<WrittenMail>

/** Writes mails as the bytes that go over the wire, CRLF and all, signed when there is a key. Throws `UnsafeMail`. */
export function mailWriter(dkim: DkimKey | null): MailWriter {
  let composer: ReturnType<typeof composerFor> | undefined
  return async (mail) => {
    refuseUnsafe(mail)
    const { envelope } = mail
    composer ??= composerFor(dkim)
    const { message } = await composer.sendMail({
      envelope: { from: envelope.from === '' ? false : envelope.from, to: [...envelope.to] },
      messageId: mail.messageId,
      // Other people's ids may be anything: one that cannot stand in a header would only break the others.
      ...(mail.inReplyTo && isMessageId(mail.inReplyTo) ? { inReplyTo: mail.inReplyTo } : {}),
      references: mail.references.filter(isMessageId),
      date: new Date(mail.date),
      from: { ...mail.from },
      ...(mail.replyTo ? { replyTo: { ...mail.replyTo } } : {}),
      to: mail.to.map((one) => ({ ...one })),
      cc: mail.cc.map((one) => ({ ...one })),
      subject: mail.subject,
      text: mail.text,
      ...(mail.html === null ? {} : { html: mail.html }),
      headers: { ...mail.headers },
      xMailer: false,
      attachments: mail.attachments.map(({ filename, contentType, content, contentId }) => ({
        filename,
        contentType,
        content:
          content instanceof Uint8Array ? Buffer.from(content.buffer, content.byteOffset, content.byteLength) : Readable.from(content),
        ...(contentId === null ? {} : { cid: contentId, contentDisposition: 'inline' }),
      })),
    })
    if (!Buffer.isBuffer(message)) throw new Error('the mail was not written into memory')
    return { envelope, raw: new Uint8Array(message.buffer, message.byteOffset, message.byteLength) }
  }
}

function composerFor(dkim: DkimKey | null) {
  return library().createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    // Content is what we are given, never the name of a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(dkim ? { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKeyPem } } : {}),
  })
}
