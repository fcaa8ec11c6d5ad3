import { isAscii } from 'node:buffer'
import { Readable } from 'node:stream'
import type { SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection'
import type { SendOutcome, WrittenMail } from '../../port.ts'
import { outcomeOfFailure, refusedRecipients } from './outcome-of-failure.ts'
import type { SmtpSession } from './smtp-session.ts'

/** What became of it; `isUntouched`: the session was gone before the first byte of the mail, so another one may be tried at once. */
export type Sent = { readonly outcome: SendOutcome; readonly isUntouched: boolean }

const CHUNK_BYTES = 65_536

/** Sends one mail over a session, within `wholeMs` however slowly the server reads. Never throws. */
export async function sendOver(session: SmtpSession, { envelope, raw }: WrittenMail, wholeMs: number): Promise<Sent> {
  const { connection } = session
  // Read to its end, the final dot follows at once: from there on the server may have it all, whatever we hear.
  const body = Readable.from(chunks(raw))
  let isAllGiven = false
  body.once('end', () => {
    isAllGiven = true
  })
  const timer = setTimeout(() => connection.close(), wholeMs)
  // Ended from our side, the library does not answer the send.
  let ended = (): void => undefined
  session.sent++
  try {
    const info = await new Promise<SMTPConnectionSendInfo>((resolve, reject) => {
      ended = () => setImmediate(() => reject(Object.assign(new Error('the connection ended'), { code: 'ETIMEDOUT' })))
      connection.once('end', ended)
      connection.send(
        {
          from: envelope.from === '' ? false : envelope.from,
          to: [...envelope.to],
          size: raw.length,
          use8BitMime: !isAscii(raw),
        },
        body,
        (error, done) => (error ? reject(error) : resolve(done!)),
      )
    })
    const refused = refusedRecipients(info)
    return { outcome: { kind: 'accepted', response: info.response, refused }, isUntouched: false }
  } catch (error) {
    if (!session.isLost()) await reset(session)
    const outcome = outcomeOfFailure(error, isAllGiven)
    return {
      outcome,
      isUntouched: !body.readableDidRead && outcome.kind === 'temporary' && (outcome.code === null || outcome.code === 421),
    }
  } finally {
    clearTimeout(timer)
    connection.off('end', ended)
  }
}

// A server that refused one mail goes on with the next, from a clean beginning.
function reset({ connection }: SmtpSession): Promise<void> {
  return new Promise((resolve) => {
    connection.once('end', resolve)
    connection.reset((error) => {
      connection.off('end', resolve)
      if (error) connection.close()
      resolve()
    })
  })
}

function* chunks(raw: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < raw.length; at += CHUNK_BYTES) yield raw.subarray(at, at + CHUNK_BYTES)
}
