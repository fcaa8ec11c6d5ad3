import { commitChange } from '#organization'
import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { ConsentParts } from '../admin-ports.ts'
import type { FinishConsent } from '../contract.ts'
import { requireMailAdministrator } from '../policy.ts'
import { endsConsent, mailboxOfState, type PendingConsent } from '../rules/consent.ts'
import type { KeptToken } from '../rules/kept-token.ts'
import type { MailboxSecrets } from '../rules/mailbox-secrets.ts'
import type { Seal } from '../seal.ts'
import { openSealed, sealSecrets } from '../sealed-secrets.ts'
import { loadMailbox, lockMailbox, type MailboxRecord, saveMailboxSecrets } from '../store/mailboxes.ts'
import { dueAgain } from '../store/outbox.ts'

type Begun = { readonly id: string; readonly pending: PendingConsent; readonly secrets: MailboxSecrets }

/**
 * What somebody brings back from the mailbox's provider, once: a code becomes tokens under seal; the provider's no is said in its words.
 * Refused `mailbox-consent-over`, `mailbox-consent-refused`, `mailbox-consent-not-lasting`, `mailbox-provider-away`.
 */
export async function finishConsent(ctx: Ctx, parts: ConsentParts, input: FinishConsent): Promise<MailboxRecord> {
  requireMailAdministrator(ctx.actor)
  const { seal, consent, consentReturnsTo: returnTo } = parts
  const { id, pending, secrets } = await takeUp(ctx, seal, input.state)
  const { code } = input
  if (code === undefined || input.error !== undefined) throw new Refused('mailbox-consent-refused', { detail: inSentence(saidBy(input)) })
  const { way, verifier } = pending
  const answer = await consent.redeem({ way, secrets, code, verifier, returnTo })
  if (!answer.ok) throw new Refused(REFUSALS[answer.why], { detail: inSentence(answer.detail) })
  return keep(ctx, seal, { id, pending, secrets }, answer)
}

const REFUSALS = {
  refused: 'mailbox-consent-refused',
  'not-lasting': 'mailbox-consent-not-lasting',
  away: 'mailbox-provider-away',
} as const

/** Over with this, whatever comes of it: committed before the provider hears the code, so that a second try finds nothing. */
async function takeUp(ctx: Ctx, seal: Seal, state: string): Promise<Begun> {
  const id = mailboxOfState(state)
  const now = await systemClock.now()
  const begun = await ctx.transaction(async (tx) => {
    const mailbox = id === null ? undefined : await lockMailbox(tx, id)
    const sealed = mailbox ? openSealed(seal, mailbox.secrets) : null
    if (!mailbox || !sealed) return null
    const { consent: pending, ...signIn } = sealed.signIn
    if (!endsConsent(pending, { state, by: ctx.actor.id }, now)) return null
    await saveMailboxSecrets(tx, mailbox.id, sealSecrets(seal, sealed.secrets, signIn))
    return { id: mailbox.id, pending, secrets: sealed.secrets }
  })
  if (begun === null) throw new Refused('mailbox-consent-over')
  return begun
}

async function keep(
  ctx: Ctx,
  seal: Seal,
  { id, pending }: Begun,
  { refreshToken, kept }: { readonly refreshToken: string; readonly kept: KeptToken },
): Promise<MailboxRecord> {
  return ctx.transaction(async (tx) => {
    const mailbox = await lockMailbox(tx, id)
    const sealed = mailbox ? openSealed(seal, mailbox.secrets) : null
    // Changed meanwhile to another application, whose tokens these are not.
    if (!mailbox || sealed?.secrets.clientId !== pending.clientId) throw new Refused('mailbox-consent-over')
    const secrets = sealSecrets(seal, { ...sealed.secrets, refreshToken }, { tokens: { [pending.way]: kept } })
    const row = {
      ...{ id, secrets, version: mailbox.version + 1 },
      ...{ health: 'unknown', health_since: null, health_trouble: null, health_detail: null, alarmed_at: null },
    }
    await commitChange(tx, ctx, new WriteSet().update('mailboxes', ['id'], [row]), {
      type: 'mailbox.changed',
      subject: { type: 'mailbox', id },
      data: { changed: {}, secrets: ['refreshToken'] },
    })
    await dueAgain(tx, { mailboxId: id, triedVersion: mailbox.version, now: await systemClock.now() })
    return (await loadMailbox(tx, id))!
  })
}

/** It stands inside a sentence of ours. */
function inSentence(said: string): string {
  return said.replace(/[\s.。]+$/, '')
}

function saidBy({ error = '', errorDescription }: Pick<FinishConsent, 'error' | 'errorDescription'>): string {
  const said = errorDescription?.split(/[\r\n]/)[0]?.trim()
  return said ? `${error}: ${said}` : error
}
