import type { ConnectionOptions } from 'node:tls'
import type Connection from 'nodemailer/lib/smtp-connection'
import type { SMTPConnectionAuth } from 'nodemailer/lib/smtp-connection'
import type OAuth2 from 'nodemailer/lib/xoauth2'
import { lazyPackage } from '#platform/lazy-package'
import type { MailSecurity, MailSignIn } from '../../port.ts'

// A process that sends nothing never loads them.
const connections = lazyPackage<typeof Connection>('nodemailer/lib/smtp-connection')
const tokens = lazyPackage<typeof OAuth2>('nodemailer/lib/xoauth2')

/** Milliseconds: to be connected and greeted, of silence, and for one mail from beginning to end. */
export type SmtpTimeouts = { readonly connectMs: number; readonly silenceMs: number; readonly wholeMs: number }

export type SmtpServer = {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
  readonly signIn: MailSignIn | null
  /** Certificates (PEM) to trust besides nobody else's; null: those of the machine. */
  readonly ca: string | null
  /** What we call ourselves; receivers compare it with DNS. */
  readonly heloName: string
  readonly timeouts: SmtpTimeouts
}

/** A connection that is greeted and signed in. `lost`: nothing more goes over it. */
export type SmtpSession = { readonly connection: Connection; readonly isLost: () => boolean; sent: number }

/** Connecting, greeting, encrypting, signing in: each has its time, and so has all of it. */
const OPENING_STEPS = 3

/** Opens sessions to one server. The password is never offered over an unencrypted connection unless `security` is `none`. */
export function smtpDoor(server: SmtpServer): () => Promise<SmtpSession> {
  const auth = signIn(server.signIn)
  return async () => {
    const connection = new (connections())(connectionOptions(server))
    let lost = false
    connection.on('error', () => {
      lost = true
    })
    connection.once('end', () => {
      lost = true
    })
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      connection.close()
    }, OPENING_STEPS * server.timeouts.connectMs)
    try {
      await settled(connection, (done) => connection.connect(done))
      if (auth) {
        if (!connection.allowsAuth) throw Object.assign(new Error('the server does not offer to sign in'), { code: 'EAUTH' })
        await settled(connection, (done) => connection.login(auth.options, done))
      }
    } catch (error) {
      auth?.failed()
      connection.close()
      throw isLate ? Object.assign(new Error('the server took too long to begin'), { code: 'ETIMEDOUT' }) : error
    } finally {
      clearTimeout(timer)
    }
    return { connection, isLost: () => lost, sent: 0 }
  }
}

function connectionOptions({ host, port, security, ca, heloName, timeouts }: SmtpServer) {
  const tls: ConnectionOptions = { minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca }) }
  return {
    host,
    port,
    tls,
    name: heloName,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.connectMs,
    dnsTimeout: timeouts.connectMs,
    socketTimeout: timeouts.silenceMs,
    allowInternalNetworkInterfaces: true,
    logger: false,
  }
}

// The library asks for a token once per connection and again when the server refuses it while signing in. A server that ends the
// exchange at once is answered with a new token by the next connection.
function signIn(how: MailSignIn | null): { readonly options: SMTPConnectionAuth; failed(): void } | null {
  if (how === null) return null
  const nothing = (): void => undefined
  if ('password' in how) return { options: { user: how.user, pass: how.password }, failed: nothing }
  let given: string | undefined
  let refused: string | undefined
  const oauth2 = new (tokens())({
    user: how.user,
    provisionCallback(_user, renew, callback) {
      how.accessToken(renew ? given : refused).then(
        (token) => {
          given = token
          refused = undefined
          // Already past: we keep tokens ourselves, and are asked each time.
          callback(null, token, 1)
        },
        (error: Error) => callback(error),
      )
    },
  })
  return {
    options: { user: how.user, oauth2 },
    failed() {
      refused = given
    },
  }
}

// The connection tells a failure by its callback, by an event, or (when closed from our side) only by its end.
async function settled(connection: Connection, begin: (done: (error?: Error | null) => void) => void): Promise<void> {
  let failed = (_error: Error): void => undefined
  let ended = (): void => undefined
  try {
    await new Promise<void>((resolve, reject) => {
      failed = reject
      ended = () => setImmediate(() => reject(Object.assign(new Error('the connection ended'), { code: 'ECONNECTION' })))
      connection.once('error', failed)
      connection.once('end', ended)
      begin((error) => (error ? reject(error) : resolve()))
    })
  } finally {
    connection.off('error', failed)
    connection.off('end', ended)
  }
}
