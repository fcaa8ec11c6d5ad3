import { newId, type PartnerPersonId } from '#kernel/ids'
import { commitChange, type IdentityPort, orAlreadyExists, requireReferences, toColumns } from '#organization'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { type CreatePartnerPersonInput, createPartnerPersonIn } from '../contract.ts'
import { mayAdministerPartners } from '../policy.ts'
import { maskEmail } from '../rules/mask.ts'
import { loadPartnerPerson, lockPartner, type PartnerPersonRecord } from '../store/partners.ts'

/** Adds a person of a partner and, unless `invite` is false, their sign-in. Refused `already-exists` (the e-mail), `partner-disabled`, `invalid-input`. */
export async function createPartnerPerson(
  ctx: Ctx,
  input: CreatePartnerPersonInput,
  ports: Pick<IdentityPort, 'inviteIdentity'>,
): Promise<PartnerPersonRecord> {
  if (!mayAdministerPartners(ctx.actor)) throw notFound()
  const { invite, ...fields } = createPartnerPersonIn.parse(input)
  const { partnerId, name, email } = fields
  const id = newId<PartnerPersonId>(ctx.now)
  return orAlreadyExists({ partner_people_email_key: email }, () =>
    ctx.transaction(async (tx) => {
      const partner = await lockPartner(tx, partnerId)
      requireReferences([{ path: 'partnerId', found: partner !== undefined }])
      if (partner?.active === false) throw new Refused('partner-disabled', { name: partner.name })
      const row = toColumns({ id, ...fields, active: true, version: 1, createdAt: ctx.now })
      const data = { partnerId, name, email: maskEmail(email), invited: invite }
      const event = { type: 'partner-person.created', subject: { type: 'partner-person', id }, data }
      await commitChange(tx, ctx, new WriteSet().insert('partner_people', [row]), event)
      if (invite) await ports.inviteIdentity(tx, { personKind: 'partner', personId: id, email, name })
      return (await loadPartnerPerson(tx, id))!
    }),
  )
}
