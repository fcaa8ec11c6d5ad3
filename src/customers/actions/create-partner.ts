import { newId } from '#kernel/ids'
import { commitChange, orAlreadyExists, toColumns } from '#organization'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { CreatePartner } from '../contract.ts'
import { mayAdministerPartners } from '../policy.ts'
import type { PartnerRecord } from '../store/partners.ts'

/** Adds a third-party company. Refused `already-exists`. */
export async function createPartner(ctx: Ctx, { name }: CreatePartner): Promise<PartnerRecord> {
  if (!mayAdministerPartners(ctx.actor)) throw notFound()
  const partner = { id: newId(ctx.now), name, active: true, version: 1, createdAt: ctx.now }
  return orAlreadyExists({ partners_name_key: name }, () =>
    ctx.transaction(async (tx) => {
      const event = { type: 'partner.created', subject: { type: 'partner', id: partner.id }, data: { name } }
      await commitChange(tx, ctx, new WriteSet().insert('partners', [toColumns(partner)]), event)
      return { ...partner, people: 0 }
    }),
  )
}
