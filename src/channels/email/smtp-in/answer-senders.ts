import { setTimeout as pause } from 'node:timers/promises'
import type { SMTPServerAuthentication, SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import type { Log } from '#platform/log'
import type { DeliveryReceiver } from '../../port.ts'
import type { Guests } from './guest-book.ts'
import type { ListenerLimits } from './listener-limits.ts'
import { type Room, receiveBody } from './receive-body.ts'
import { hasSmuggledEnd } from './smuggled-end.ts'

const WRONG_PASSWORDS = 3
const WRONG_PASSWORD_PAUSE_MS = 1_000
const UNKNOWN_RECIPIENTS = 20
/** The same for whoever it is: who asks about addresses learns nothing from the words. */
const NO_SUCH_RECIPIENT = 'No such recipient here'

type Counter = {
  readonly lmtp: boolean
  readonly signIn: ((user: string, password: string) => Promise<boolean>) | null
  readonly limits: ListenerLimits
  readonly log: Log
  readonly receiver: DeliveryReceiver
  readonly guests: Guests
  leave(id: string, why: string): void
}

/** What a sender is told at each step. Every one throws the reply when it is not the good one. */
export function answerSenders({ lmtp, signIn: signInAs, limits, log, receiver, guests, leave }: Counter) {
  const room: Room = { held: 0 }

  async function signIn({ username, password }: SMTPServerAuthentication, session: SMTPServerSession): Promise<string> {
    const user = username ?? ''
    if (await signInAs?.(user, password ?? '').catch(answersLater)) return user
    await pause(WRONG_PASSWORD_PAUSE_MS)
    if (guests.misses(session, 'password') >= WRONG_PASSWORDS) leave(session.id, 'Too many wrong passwords')
    throw reply(535, 'Wrong user or password')
  }

  async function admit(address: string, session: SMTPServerSession): Promise<void> {
    const answer = await receiver.recipientAllowed(address).catch(answersLater)
    if (answer === 'yes') return
    if (answer === 'later') throw reply(451, 'Try again later')
    if (guests.misses(session, 'recipient') >= UNKNOWN_RECIPIENTS) leave(session.id, 'Too many unknown recipients')
    throw reply(550, NO_SUCH_RECIPIENT)
  }

  /** The answers for the recipients of an LMTP client, undefined for an SMTP one: all of them. Throws the reply when it is not ours. */
  async function take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<(string | Error)[] | undefined> {
    const body = await receiveBody(stream, limits, room)
    if (body.kind === 'too_big') throw reply(552, `More than ${limits.maxBytes} bytes`)
    if (body.kind === 'no_room') throw reply(452, 'Too much mail at once, try again later')
    try {
      if (hasSmuggledEnd(body.raw)) throw reply(554, 'A lone dot between bare line ends')
      const { mailFrom, rcptTo } = session.envelope
      const recipients = rcptTo.map(({ address }) => address)
      const taken = await receiver
        .take({
          envelope: { from: mailFrom === false ? '' : mailFrom.address, to: recipients },
          raw: body.raw,
          remote: session.remoteAddress,
          helo: session.hostNameAppearsAs,
          user: typeof session.user === 'string' ? session.user : null,
          tls: session.secure,
        })
        .catch(answersLater)
      const later = taken === 'taken' ? [] : taken.later
      if (!lmtp && later.length > 0) throw reply(451, 'Not stored, try again later')
      return lmtp ? recipients.map((one) => (later.includes(one) ? reply(451, 'Not stored, try again later') : 'Taken')) : undefined
    } finally {
      room.held -= body.raw.length
    }
  }

  // Ours failed, which is no fault of the sender's: it keeps the mail and comes again.
  function answersLater(error: unknown): never {
    log.error({ err: error }, 'a mail at the listener was put off')
    throw reply(451, 'Try again later')
  }

  return { signIn, admit, take }
}

export function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
