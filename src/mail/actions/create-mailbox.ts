import { newId } from '#kernel/ids'
import { commitChange, orAlreadyExists, toColumns } from '#organization'
import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { CreateMailbox } from '../contract.ts'
import { requireMailAdministrator } from '../policy.ts'
import { requireLine, requireSecrets } from '../require-mailbox.ts'
import { secretsAfter } from '../rules/mailbox-secrets.ts'
import type { Seal } from '../seal.ts'
import { sealSecrets } from '../sealed-secrets.ts'
import { clearDefaultMailbox, loadMailbox, lockDefaultMailbox, type MailboxRecord } from '../store/mailboxes.ts'

/** Opens a mailbox; the first one speaks for all. Refused `already-exists`, `invalid-input`, `default-mailbox-inactive`. */
export async function createMailbox(ctx: Ctx, { seal }: { seal: Seal }, input: CreateMailbox): Promise<MailboxRecord> {
  requireMailAdministrator(ctx.actor)
  const { secrets: given, ...fields } = input
  const secrets = secretsAfter({ ...fields, secrets: {} }, fields, given)
  requireSecrets(fields, secrets)
  const id = newId<string>(ctx.now)
  return orAlreadyExists({ mailboxes_address_key: fields.address }, () =>
    ctx.transaction(async (tx) => {
      await requireLine(tx, fields.productLineId)
      const before = await lockDefaultMailbox(tx)
      const isDefault = fields.isDefault || before === null
      if (fields.isDefault && !fields.active) throw new Refused('default-mailbox-inactive', { mailbox: fields.name })
      if (isDefault) await clearDefaultMailbox(tx)
      const sealed = sealSecrets(seal, secrets)
      // Wall time: mails the server got before are older than the mailbox, whatever our clock says.
      const createdAt = await systemClock.now()
      const row = toColumns({ id, ...fields, isDefault, secrets: sealed, version: 1, createdAt })
      await commitChange(tx, ctx, new WriteSet().insert('mailboxes', [row]), {
        type: 'mailbox.created',
        subject: { type: 'mailbox', id },
        data: { ...fields, isDefault, secrets: Object.keys(secrets) },
      })
      return (await loadMailbox(tx, id))!
    }),
  )
}
