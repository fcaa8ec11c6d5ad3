import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import type { CheckMailbox } from '../admin-ports.ts'
import { requireMailAdministrator } from '../policy.ts'
import { requireSecrets } from '../require-mailbox.ts'
import type { Seal } from '../seal.ts'
import { openSecrets } from '../sealed-secrets.ts'
import { loadMailbox } from '../store/mailboxes.ts'
import { tokenShelf } from '../token-shelf.ts'

/** Whether the mailbox's servers let us in, as its settings stand. Refused `invalid-input` when what it needs is not there. */
export async function tryMailbox(
  ctx: Ctx,
  { seal, checkMailbox }: { seal: Seal; checkMailbox: CheckMailbox },
  id: string,
): ReturnType<CheckMailbox> {
  requireMailAdministrator(ctx.actor)
  const mailbox = await loadMailbox(ctx.db, id)
  if (!mailbox) throw notFound()
  const { receive, send } = mailbox
  const secrets = openSecrets(seal, mailbox.secrets) ?? {}
  requireSecrets({ receive, send }, secrets)
  return checkMailbox({ receive, send, secrets }, (way) => tokenShelf(ctx.db, { seal }, { mailboxId: id, way }))
}
