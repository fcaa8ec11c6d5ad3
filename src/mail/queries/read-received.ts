import type { Readable } from 'node:stream'
import { instantText } from '#kernel/fields'
import { formatInstant } from '#kernel/instant'
import { likePattern } from '#organization'
import type { Ctx } from '#platform/ctx'
import { decodeCursor, toPage } from '#platform/cursor'
import type { FileStore } from '#platform/files/file-store'
import { notFound } from '#platform/refused'
import { listSight, ticketSightSql } from '#tickets'
import type { MailAddressesQuery, ReceivedMailsQuery } from '../contract.ts'
import { requireMailAdministrator } from '../policy.ts'
import { presentOriginal } from '../present/original-mail.ts'
import { presentMailRecord } from '../present/received-mail.ts'
import { listBouncing } from '../store/bouncing-addresses.ts'
import { ALL_STATES, listMailRecords, loadMailRecord, type MailRecord } from '../store/mail-records.ts'

/** Which tickets this administrator sees in full: mail of the others is listed without what it says. */
const seenBy = (ctx: Ctx) => ticketSightSql(listSight(ctx.actor)).inFull

export async function readReceivedMails(ctx: Ctx, { state, mailboxId, cursor, limit }: ReceivedMailsQuery) {
  requireMailAdministrator(ctx.actor)
  const place = decodeCursor(cursor, ['instant', 'uuid'])
  const after = place === null ? null : { at: place[0]!, id: place[1]! }
  const states = state === undefined ? ALL_STATES : [state]
  const rows = await listMailRecords(ctx.db, { states, mailboxId: mailboxId ?? null, after, limit: limit + 1, seen: seenBy(ctx) })
  return toPage(rows, limit, presentMailRecord, ({ receivedAt, id }) => [formatInstant(receivedAt), id])
}

export async function readReceivedMail(ctx: Ctx, id: string) {
  requireMailAdministrator(ctx.actor)
  const mail = await loadMailRecord(ctx.db, id, seenBy(ctx))
  if (!mail) throw notFound()
  const content = mail.isSeen && mail.content !== null ? presentOriginal(mail, mail.content, mail.keptFiles) : null
  return { ...presentMailRecord(mail), content }
}

/** The mail as it arrived, byte for byte. */
export async function openRawMail(
  ctx: Ctx,
  { mails }: { readonly mails: FileStore },
  id: string,
): Promise<{ readonly mail: MailRecord; readonly content: Readable }> {
  requireMailAdministrator(ctx.actor)
  const mail = await loadMailRecord(ctx.db, id, seenBy(ctx))
  const content = mail?.isSeen ? await mails.open(mail.rawSha256) : null
  if (!mail || content === null) throw notFound()
  return { mail, content }
}

export async function readMailAddresses(ctx: Ctx, { standing, q, cursor, limit }: MailAddressesQuery) {
  requireMailAdministrator(ctx.actor)
  const [after = null] = decodeCursor(cursor, ['text']) ?? []
  const pattern = q?.trim() ? likePattern(q) : null
  const rows = await listBouncing(ctx.db, { standing: standing ?? null, pattern, after, limit: limit + 1 })
  return toPage(
    rows,
    limit,
    ({ bouncedAt, ...row }) => ({ ...row, bouncedAt: instantText(bouncedAt) }),
    ({ address }) => [address],
  )
}
