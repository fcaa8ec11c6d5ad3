import { commitChange, orAlreadyExists, requireVersion, toColumns } from '#organization'
import { changesOf } from '#organization/rules/changes'
import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { PatchMailbox } from '../contract.ts'
import { requireMailAdministrator } from '../policy.ts'
import { requireLine, requireSecrets } from '../require-mailbox.ts'
import { secretsAfter } from '../rules/mailbox-secrets.ts'
import type { ReceiveSettings } from '../rules/mailbox-settings.ts'
import type { Seal } from '../seal.ts'
import { openSecrets, sealSecrets } from '../sealed-secrets.ts'
import { clearDefaultMailbox, loadMailbox, lockDefaultMailbox, lockMailbox, type MailboxRecord } from '../store/mailboxes.ts'
import { dueAgain } from '../store/outbox.ts'

export type EditMailbox = { readonly id: string; readonly version: number | null; readonly patch: PatchMailbox }

/** Changes a mailbox. Refused `stale-version`, `already-exists`, `invalid-input`, `mailbox-is-default`, `default-mailbox-inactive`. */
export async function editMailbox(ctx: Ctx, { seal }: { seal: Seal }, { id, version, patch }: EditMailbox): Promise<MailboxRecord> {
  requireMailAdministrator(ctx.actor)
  return orAlreadyExists({ mailboxes_address_key: patch.address ?? '' }, () =>
    ctx.transaction(async (tx) => {
      await lockDefaultMailbox(tx)
      const mailbox = await lockMailbox(tx, id)
      if (!mailbox) throw notFound()
      const subject = { type: 'mailbox', id }
      await requireVersion(tx, subject, mailbox.version, version)
      const { secrets: given = {}, ...fields } = patch
      const before = editable(mailbox)
      const after = { ...before, ...withoutUndefined(fields) }
      const kept = openSecrets(seal, mailbox.secrets) ?? {}
      const secrets = secretsAfter({ ...before, secrets: kept }, after, given)
      const changed = changesOf(before, fields)
      const secretsChanged = [...new Set([...Object.keys(kept), ...Object.keys(secrets)])].filter(
        (one) => kept[one as keyof typeof kept] !== secrets[one as keyof typeof kept],
      )
      if (Object.keys(changed).length === 0 && secretsChanged.length === 0) return mailbox
      requireSecrets(after, secrets)
      await requireLine(tx, changed['productLineId'] ? after.productLineId : undefined)
      requireOneDefault(mailbox, after)
      if (after.isDefault && !mailbox.isDefault) await clearDefaultMailbox(tx)
      const row = toColumns({
        ...{ id, ...withoutUndefined(fields), version: mailbox.version + 1 },
        ...(secretsChanged.length > 0 ? { secrets: sealSecrets(seal, secrets) } : {}),
        // Another folder counts its mails otherwise; and what was found out about the old settings is no news of the new ones.
        ...(folderOf(before.receive) === folderOf(after.receive) ? {} : { uidValidity: null, uid: null }),
        ...(changed['receive'] || changed['active'] || secretsChanged.length > 0 ? UNKNOWN_HEALTH : {}),
      })
      await commitChange(tx, ctx, new WriteSet().update('mailboxes', ['id'], [row]), {
        type: 'mailbox.changed',
        subject,
        data: { changed, secrets: secretsChanged },
      })
      await dueAgain(tx, { mailboxId: id, triedVersion: mailbox.version, now: await systemClock.now() })
      return (await loadMailbox(tx, id))!
    }),
  )
}

const UNKNOWN_HEALTH = { health: 'unknown', healthSince: null, healthTrouble: null, healthDetail: null, alarmedAt: null }

function editable(mailbox: MailboxRecord) {
  const { name, address, productLine, locale, brand, isDefault, active, quietAlarmHours, receive, send } = mailbox
  return { name, address, productLineId: productLine.id, locale, brand, isDefault, active, quietAlarmHours, receive, send }
}

function requireOneDefault(mailbox: MailboxRecord, after: { name: string; isDefault: boolean; active: boolean }): void {
  if (mailbox.isDefault && !(after.isDefault && after.active)) throw new Refused('mailbox-is-default', { mailbox: mailbox.name })
  if (after.isDefault && !after.active) throw new Refused('default-mailbox-inactive', { mailbox: after.name })
}

function folderOf(receive: ReceiveSettings): string {
  return receive.by === 'imap' ? JSON.stringify([receive.host, receive.user, receive.folder]) : receive.by
}

function withoutUndefined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
