import type { FileStore } from '#platform/files/file-store'
import type { Log } from '#platform/log'
import type { Answer } from './rules/after-try.ts'
import type { Sender, Sent } from './sending.ts'
import type { DueMail } from './store/outbox.ts'

/** `isServer`: the trouble is between us and the server, and the next mail would meet it too. */
export type Tried = { readonly answer: Answer; readonly isServer: boolean }

/** One try to send one mail; always an answer, never a throw. */
export async function sendMail(mail: DueMail, sender: Sender | null, { files, log }: { files: FileStore; log: Log }): Promise<Tried> {
  if (sender === null) return later('the mailbox is off', true)
  try {
    return answerFor(mail, await sender.send(await toSend(mail, files)))
  } catch (error) {
    // It would become another mail than it is: no later try changes that.
    if (error instanceof Error && error.name === 'UnsafeMail')
      return { answer: { kind: 'permanent', code: null, response: error.message }, isServer: false }
    log.error({ err: error, mail: mail.id }, 'a mail could not be sent through a fault of ours; it is tried again')
    return later(error instanceof Error ? error.message : String(error), false)
  }
}

async function toSend(mail: DueMail, files: FileStore): Promise<Parameters<Sender['send']>[0]> {
  const { content, to } = mail
  const attachments = []
  for (const { name, mediaType, sha256 } of content.files) {
    const bytes = await files.open(sha256)
    if (bytes === null) throw new Error(`the file ${sha256} of a mail is not in the file store`)
    attachments.push({ filename: name, contentType: mediaType, content: bytes, contentId: null })
  }
  return {
    envelope: { from: content.from.address, to: [to.address] },
    messageId: `<${mail.rfcMessageId}>`,
    inReplyTo: content.inReplyTo === null ? null : `<${content.inReplyTo}>`,
    references: content.references.map((id) => `<${id}>`),
    date: mail.createdAt,
    from: content.from,
    replyTo: content.replyTo,
    to: [{ name: to.name, address: to.address }],
    cc: [],
    subject: content.subject,
    text: content.text,
    html: content.html,
    headers: content.headers,
    attachments,
  }
}

function answerFor({ to }: DueMail, sent: Sent): Tried {
  const refused = sent.refused.find(({ address }) => address === to.address)
  if (sent.kind === 'permanent')
    return {
      answer: { kind: 'permanent', code: refused?.code ?? sent.code, response: refused?.response ?? sent.response },
      isServer: false,
    }
  if (sent.kind === 'temporary') {
    const { code, response, mayHaveBeenSent, trouble } = sent
    return { answer: { kind: 'temporary', code, response, mayHaveBeenSent }, isServer: trouble !== null && !mayHaveBeenSent }
  }
  if (!refused) return { answer: { kind: 'accepted', response: sent.response }, isServer: false }
  const { code, response } = refused
  return {
    answer: code >= 500 ? { kind: 'permanent', code, response } : { kind: 'temporary', code, response, mayHaveBeenSent: false },
    isServer: false,
  }
}

function later(response: string, isServer: boolean): Tried {
  return { answer: { kind: 'temporary', code: null, response, mayHaveBeenSent: false }, isServer }
}
