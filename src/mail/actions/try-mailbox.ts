import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import type { CheckMailbox, DkimCheck, MailParts } from '../admin-ports.ts'
import { requireMailAdministrator } from '../policy.ts'
import { requireSecrets } from '../require-mailbox.ts'
import { openSecrets } from '../sealed-secrets.ts'
import { loadMailbox } from '../store/mailboxes.ts'
import { tokenShelf } from '../token-shelf.ts'
import { tryDkim } from '../try-dkim.ts'

export type Tried = Awaited<ReturnType<CheckMailbox>> & { readonly dkim: DkimCheck | null }

/** Whether the mailbox's servers let us in and its signature can be verified, as its settings stand. Refused `invalid-input` when what it needs is not there. */
export async function tryMailbox(
  ctx: Ctx,
  { seal, checkMailbox, resolveTxt }: Pick<MailParts, 'seal' | 'checkMailbox' | 'resolveTxt'>,
  id: string,
): Promise<Tried> {
  requireMailAdministrator(ctx.actor)
  const mailbox = await loadMailbox(ctx.db, id)
  if (!mailbox) throw notFound()
  const { receive, send } = mailbox
  const secrets = openSecrets(seal, mailbox.secrets) ?? {}
  requireSecrets({ receive, send }, secrets)
  const [ways, dkim] = await Promise.all([
    checkMailbox({ receive, send, secrets }, (way) => tokenShelf(ctx.db, { seal }, { mailboxId: id, way })),
    tryDkim(resolveTxt, { send, secrets }),
  ])
  return { ...ways, dkim }
}
