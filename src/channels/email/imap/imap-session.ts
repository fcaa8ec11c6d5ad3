import { DAY, type Instant, instant } from '#kernel/instant'
import { type ImapServer, openImapConnection } from './imap-connection.ts'

/** What happens on the server to a mail that is stored: nothing, read, or away into a folder. */
export type TakenMark = { readonly kind: 'leave' } | { readonly kind: 'seen' } | { readonly kind: 'move'; readonly folder: string }

export type ImapMailbox = ImapServer & { readonly folder: string }

export type Fetched =
  | { readonly kind: 'mail'; readonly raw: Uint8Array; readonly size: number; readonly internalDate: Instant | null }
  | { readonly kind: 'too_big'; readonly size: number }
  /** Deleted since it was listed, or older than what is wanted. */
  | { readonly kind: 'passed_over' }

/** One folder over one connection. Everything throws when the connection is lost or the server says no. */
export type ImapSession = {
  readonly hasIdle: boolean
  /** Opens the folder, again and again: one that was made anew has another uidValidity. */
  open(): Promise<bigint>
  /** In order; at least those since the day before `notBefore`. */
  uidsAfter(uid: number, notBefore: Instant | null): Promise<number[]>
  fetch(uid: number, notBefore: Instant | null): Promise<Fetched>
  mark(uid: number, how: TakenMark): Promise<void>
  /** A folder of that name is there from now on. */
  makeSure(folder: string): Promise<'there' | 'made'>
  /** Resolves when the server tells of something, at the latest after `ms`. */
  news(ms: number): Promise<void>
  close(): Promise<void>
}

export async function openImapSession(mailbox: ImapMailbox, accessToken: string | null, aborted: AbortSignal): Promise<ImapSession> {
  const connection = await openImapConnection(mailbox, accessToken, aborted)
  const { client, within, news } = connection
  const { silenceMs, wholeMs } = mailbox.timeouts

  async function search(query: { uid: string; since?: Date }): Promise<number[]> {
    const found = await within(silenceMs, client.search(query, { uid: true }))
    // The library answers `false` to a refusal and to a lost connection alike.
    if (!Array.isArray(found)) throw client.usable ? new Error('the server did not list the folder') : connection.lost()
    return found
  }

  async function passedOverOrRefused(uid: number): Promise<Fetched> {
    if (!(await search({ uid: String(uid) })).includes(uid)) return { kind: 'passed_over' }
    throw Object.assign(new Error('the server lists the mail but does not give it'), { responseStatus: 'NO' })
  }

  return {
    hasIdle: client.capabilities.has('IDLE'),
    news,
    async open() {
      return (await within(silenceMs, client.mailboxOpen(mailbox.folder))).uidValidity
    },
    async uidsAfter(uid, notBefore) {
      const found = await search({ uid: `${uid + 1}:*`, ...(notBefore === null ? {} : { since: new Date(notBefore - DAY) }) })
      // `n:*` names the last mail even when its uid is below n.
      return found.filter((one) => one > uid).sort((a, b) => a - b)
    },
    async fetch(uid, notBefore) {
      const head = await within(silenceMs, client.fetchOne(uid, { uid: true, size: true, internalDate: true }, { uid: true }))
      if (!head) return passedOverOrRefused(uid)
      const internalDate = head.internalDate ? instant(new Date(head.internalDate).getTime()) : null
      const size = head.size ?? 0
      if (notBefore !== null && internalDate !== null && internalDate < notBefore) return { kind: 'passed_over' }
      if (size > mailbox.maxBytes) return { kind: 'too_big', size }
      // Servers are wrong about sizes: one byte more than we take tells, without reading all of it.
      const range = { start: 0, maxLength: mailbox.maxBytes + 1 }
      const body = await within(wholeMs, client.fetchOne(uid, { uid: true, source: range }, { uid: true }))
      if (!body || body.source === undefined) return passedOverOrRefused(uid)
      if (body.source.length > mailbox.maxBytes) return { kind: 'too_big', size: Math.max(size, body.source.length) }
      return { kind: 'mail', raw: body.source, size: body.source.length, internalDate }
    },
    async mark(uid, how) {
      if (how.kind === 'leave') return
      const isDone =
        how.kind === 'seen'
          ? await within(silenceMs, client.messageFlagsAdd(uid, ['\\Seen'], { uid: true, silent: true }))
          : await within(silenceMs, client.messageMove(uid, how.folder, { uid: true }))
      if (!isDone) throw new Error(how.kind === 'seen' ? 'the server did not mark it read' : `the server did not move it to ${how.folder}`)
    },
    async makeSure(folder) {
      const listed = await within(silenceMs, client.list())
      if (listed.some(({ path }) => path === folder || (isInbox(path) && isInbox(folder)))) return 'there'
      const { created } = await within(silenceMs, client.mailboxCreate(folder))
      return created ? 'made' : 'there'
    },
    async close() {
      await within(2_000, client.logout()).catch(() => undefined)
      client.close()
    },
  }
}

// The one name that is the same in any case.
function isInbox(path: string): boolean {
  return path.toUpperCase() === 'INBOX'
}
