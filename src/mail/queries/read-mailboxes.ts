import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import type { MailboxOut } from '../contract.ts'
import { dkimRecord } from '../dkim-record.ts'
import { requireMailAdministrator } from '../policy.ts'
import { presentMailbox } from '../present/mailbox.ts'
import type { Seal } from '../seal.ts'
import { openSecrets } from '../sealed-secrets.ts'
import { countMails } from '../store/mail-counts.ts'
import { listMailboxes, loadMailbox, type MailboxRecord } from '../store/mailboxes.ts'

export async function readMailboxes(ctx: Ctx, parts: { seal: Seal }): Promise<MailboxOut[]> {
  requireMailAdministrator(ctx.actor)
  return showMailboxes(ctx, parts, await listMailboxes(ctx.db))
}

export async function readMailbox(ctx: Ctx, parts: { seal: Seal }, id: string): Promise<MailboxOut> {
  requireMailAdministrator(ctx.actor)
  const mailbox = await loadMailbox(ctx.db, id)
  if (!mailbox) throw notFound()
  return (await showMailboxes(ctx, parts, [mailbox]))[0]!
}

/** As administrators see them, with how many mails wait. */
export async function showMailboxes(ctx: Ctx, { seal }: { seal: Seal }, mailboxes: readonly MailboxRecord[]): Promise<MailboxOut[]> {
  const counts = await countMails(
    ctx.db,
    mailboxes.map(({ id }) => id),
  )
  const wall = await systemClock.now()
  return mailboxes.map((mailbox) => {
    const secrets = openSecrets(seal, mailbox.secrets)
    return presentMailbox(mailbox, {
      secrets,
      dkimRecord: dkimRecord(mailbox.send, secrets ?? {}),
      counts: counts.get(mailbox.id) ?? { waiting: 0, quarantined: 0 },
      wall,
      locale: ctx.actor.locale,
    })
  })
}
