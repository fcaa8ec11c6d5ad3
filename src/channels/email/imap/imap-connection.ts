import type * as Imap from 'imapflow'
import { lazyPackage } from '#platform/lazy-package'
import type { MailSecurity, MailSignIn } from '../../port.ts'

// A process without a mailbox to watch never loads it.
const library = lazyPackage<typeof Imap>('imapflow')

/** Milliseconds: to be connected and greeted, of silence in answer to a command, and for one mail from beginning to end. */
export type ImapTimeouts = { readonly connectMs: number; readonly silenceMs: number; readonly wholeMs: number }

export type ImapServer = {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
  readonly signIn: MailSignIn
  /** Certificates (PEM) to trust instead of those of the machine; null: those. */
  readonly ca: string | null
  /** A larger mail is not fetched. */
  readonly maxBytes: number
  readonly timeouts: ImapTimeouts
}

/** A signed-in connection whose every command ends: with its answer, or with an error that says how the connection was lost. */
export type ImapConnection = {
  readonly client: Imap.ImapFlow
  within<T>(ms: number, command: Promise<T>): Promise<T>
  /** Resolves when the server tells of something, at the latest after `ms`. */
  news(ms: number): Promise<void>
  /** Why nothing more comes over it. */
  lost(): unknown
}

export async function openImapConnection(server: ImapServer, accessToken: string | null, aborted: AbortSignal): Promise<ImapConnection> {
  aborted.throwIfAborted()
  const client = imapClient(server, accessToken)
  let broken: unknown
  let isTold = false
  let tell = (): void => undefined
  const told = (): void => {
    isTold = true
    tell()
  }
  const drop = (): void => client.close()
  client.on('error', (error) => {
    broken = error
  })
  client.on('exists', told)
  client.once('close', told)
  client.once('close', () => aborted.removeEventListener('abort', drop))
  aborted.addEventListener('abort', drop, { once: true })
  const lost = (): unknown => broken ?? Object.assign(new Error('the server ended the connection'), { code: 'ECONNECTION' })

  /** A command that is not answered in time ends the connection: what comes later would answer another one. */
  async function within<T>(ms: number, command: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        broken ??= Object.assign(new Error(`no answer within ${ms} ms`), { code: 'ETIMEDOUT' })
        reject(broken)
        client.close()
      }, ms)
    })
    try {
      return await Promise.race([command, late])
    } catch (error) {
      throw (error as { code?: string }).code === 'NoConnection' || (error as { code?: string }).code === 'EConnectionClosed'
        ? lost()
        : error
    } finally {
      clearTimeout(timer)
    }
  }

  async function news(ms: number): Promise<void> {
    if (!isTold && client.usable) {
      let isOver = false
      let timer: NodeJS.Timeout | undefined
      const heard = new Promise<void>((resolve) => {
        tell = resolve
        // A connection that may be quiet only while it is told to wait: before its silence counts as its end, it is asked something.
        timer = setTimeout(resolve, hasIdle() ? ms : Math.min(ms, server.timeouts.silenceMs / 2))
      })
      if (hasIdle()) void stayIdle(() => isOver).catch(told)
      await heard
      isOver = true
      clearTimeout(timer)
      tell = () => undefined
    }
    isTold = false
    if (!client.usable) throw lost()
  }

  // After each silence the library asks the server whether it is still there, which ends the IDLE; so does any command of ours.
  async function stayIdle(isOver: () => boolean): Promise<void> {
    while (!isOver() && client.usable) if ((await client.idle()) === false) return
  }

  function hasIdle(): boolean {
    return client.capabilities.has('IDLE')
  }

  try {
    await within(server.timeouts.connectMs * 3, client.connect())
  } catch (error) {
    client.close()
    throw error
  }
  return { client, within, news, lost }
}

function imapClient({ host, port, security, signIn, ca, maxBytes, timeouts }: ImapServer, accessToken: string | null): Imap.ImapFlow {
  const { ImapFlow } = library()
  return new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    // The password goes over an unencrypted connection only where that was chosen.
    doSTARTTLS: security === 'starttls' ? true : security === 'none' ? false : undefined,
    tls: { minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca }) },
    auth: 'password' in signIn ? { user: signIn.user, pass: signIn.password } : { user: signIn.user, accessToken: accessToken ?? '' },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.connectMs,
    socketTimeout: timeouts.silenceMs,
    // A list of many uids is one line; a mail is one literal.
    maxLineLength: 16_000_000,
    maxLiteralSize: maxBytes + 65_536,
    maxResponseSize: maxBytes + 20_000_000,
  })
}
