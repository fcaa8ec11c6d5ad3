import { randomBytes } from 'node:crypto'
import { addMs } from '#kernel/instant'
import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import type { ConsentParts } from '../admin-ports.ts'
import { requireMailAdministrator } from '../policy.ts'
import { requireSecrets } from '../require-mailbox.ts'
import { CONSENT_LIFE_MS, consentWayOf, stateFor } from '../rules/consent.ts'
import { openSealed, sealSecrets } from '../sealed-secrets.ts'
import { lockMailbox, saveMailboxSecrets } from '../store/mailboxes.ts'

/**
 * Where whoever administers signs in at the mailbox's provider. Begun again, the one before is over. Refused `mailbox-needs-no-consent`,
 * `invalid-input` without a client id.
 */
export async function beginConsent(
  ctx: Ctx,
  { seal, consent, consentReturnsTo }: ConsentParts,
  id: string,
): Promise<{ readonly url: string }> {
  requireMailAdministrator(ctx.actor)
  const now = await systemClock.now()
  return ctx.transaction(async (tx) => {
    const mailbox = await lockMailbox(tx, id)
    if (!mailbox) throw notFound()
    const way = consentWayOf(mailbox)
    if (way === null) throw new Refused('mailbox-needs-no-consent', { mailbox: mailbox.name })
    const { secrets, signIn } = openSealed(seal, mailbox.secrets) ?? { secrets: {}, signIn: {} }
    requireSecrets(mailbox, secrets)
    const state = stateFor(id, randomBytes(32).toString('base64url'))
    const verifier = randomBytes(32).toString('base64url')
    const pending = { way, clientId: secrets.clientId!, state, verifier, by: ctx.actor.id, until: addMs(now, CONSENT_LIFE_MS) }
    await saveMailboxSecrets(tx, id, sealSecrets(seal, secrets, { ...signIn, consent: pending }))
    return { url: consent.address({ way, secrets, state, verifier, returnTo: consentReturnsTo, address: mailbox.address }) }
  })
}
