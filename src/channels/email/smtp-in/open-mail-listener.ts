import type { AddressInfo } from 'node:net'
import type * as SmtpServer from 'smtp-server'
import { lazyPackage } from '#platform/lazy-package'
import type { Log } from '#platform/log'
import type { DeliveryReceiver, MailListener } from '../../port.ts'
import { addressRanges } from './address-ranges.ts'
import { answerSenders, reply } from './answer-senders.ts'
import { type Guests, guestBook } from './guest-book.ts'
import type { ListenerLimits } from './listener-limits.ts'

export type MailListenerOptions = {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** LMTP, which a mail server beside us speaks: an answer for each recipient. Else SMTP. */
  readonly lmtp: boolean
  /** What we call ourselves. */
  readonly name: string
  /** PEM; offers STARTTLS. */
  readonly tls: { readonly key: string; readonly cert: string } | null
  /** Ranges of addresses that may connect; empty: all. */
  readonly allowFrom: readonly string[]
  /** Whether this user may hand us mail; null: nobody needs to sign in. Needs `tls`. */
  readonly signIn: ((user: string, password: string) => Promise<boolean>) | null
  readonly limits: ListenerLimits
  readonly log: Log
}

const CLOSE_MS = 5_000
const library = lazyPackage<typeof SmtpServer>('smtp-server')

/** Receives mail that servers hand us, for our own recipients only. Answers "taken" when, and only when, the receiver has stored it. */
export async function openMailListener(options: MailListenerOptions, receiver: DeliveryReceiver): Promise<MailListener> {
  const { limits, tls, lmtp, log } = options
  if (options.signIn && !tls) throw new TypeError('a listener that asks for passwords needs a certificate')
  const isAllowed = addressRanges(options.allowFrom)
  const taking = new Set<Promise<void>>()
  const guests: Guests = guestBook(limits, (id) => leave(id, 'Too slow'))
  const answers = answerSenders({ ...options, receiver, guests, leave })

  const server = new (library().SMTPServer)({
    lmtp,
    name: options.name,
    banner: 'Muster',
    ...(tls ?? {}),
    minVersion: 'TLSv1.2',
    size: limits.maxBytes,
    rejectOversized: true,
    maxClients: limits.connections,
    maxRecipients: limits.recipients,
    socketTimeout: limits.silenceMs,
    closeTimeout: CLOSE_MS,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    authOptional: options.signIn === null,
    disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(options.signIn ? [] : ['AUTH'])],
    onConnect(session, done) {
      if (!isAllowed(session.remoteAddress)) return done(reply(554, 'Not for you'))
      return done(guests.enter(session) ? null : reply(421, 'Too many connections from your address'))
    },
    onClose: (session) => guests.leave(session),
    onAuth: (auth, session, done) => {
      answers.signIn(auth, session).then((user) => done(null, { user }), done)
    },
    onRcptTo: ({ address }, session, done) => {
      answers.admit(address, session).then(() => done(), done)
    },
    onData: (stream, session, done) => {
      const taken = answers.take(stream, session).then((each) => done(null, each), done)
      taking.add(taken)
      taken.finally(() => {
        taking.delete(taken)
        guests.begin(session)
      })
    },
  })
  server.on('error', (error) => log.debug({ err: error }, 'a connection to the mail listener failed'))

  function leave(id: string, why: string): void {
    for (const connection of server.connections) {
      if (connection.id !== id) continue
      connection.send(421, why)
      connection.close()
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(options.port, options.host, () => {
      server.server.off('error', reject)
      resolve()
    })
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    async close() {
      await new Promise<void>((resolve) => server.close(resolve))
      await Promise.all(taking)
      guests.close()
    },
  }
}
