import { addMs, DAY, type Instant } from '#kernel/instant'
import { type Hmac, isSame, signatureOf } from './signature.ts'

/** One file for one contact, or person of a partner, at one address, for a time: whoever holds the link may fetch it, while they may. */
export type FileLink = {
  readonly attachmentId: string
  readonly personId: string
  readonly expiresAt: Instant
  readonly signature: string
}

/** As long as a mail is likely to be read again. */
const LIFE_MS = 14 * DAY
export const FILE_LINK_DAYS = LIFE_MS / DAY
/** 160 bits. */
const SIGNATURE = 32
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

type ForWhom = { readonly attachmentId: string; readonly personId: string; readonly address: string }

/** Where a file is fetched, below our own address. */
export function fileLink(whom: ForWhom, now: Instant, hmac: Hmac): string {
  const expiresAt = addMs(now, LIFE_MS)
  return `/files/${whom.attachmentId}?for=${whom.personId}&until=${expiresAt.toString(36)}&sig=${sign(whom, expiresAt, hmac)}`
}

/** What a link says, believed by nobody yet; null when it is not of the shape of ours. */
export function readFileLink(attachmentId: string, query: Readonly<Record<string, unknown>>): FileLink | null {
  const { for: personId, until, sig: signature } = query
  if (typeof personId !== 'string' || typeof until !== 'string' || typeof signature !== 'string') return null
  if (!ID.test(attachmentId) || !ID.test(personId) || !/^[0-9a-z]{1,11}$/.test(until) || !/^[a-z2-7]{32}$/.test(signature)) return null
  return { attachmentId, personId, expiresAt: Number.parseInt(until, 36) as Instant, signature }
}

/** Whether we wrote it for somebody at this address, and its time is not over. */
export function isFileLinkGood(link: FileLink, address: string, now: Instant, hmac: Hmac): boolean {
  return isSame(link.signature, sign({ ...link, address }, link.expiresAt, hmac)) && now <= link.expiresAt
}

function sign({ attachmentId, personId, address }: ForWhom, expiresAt: Instant, hmac: Hmac): string {
  return signatureOf(`file ${attachmentId} ${personId} ${expiresAt.toString(36)} ${address}`, hmac, SIGNATURE)
}
