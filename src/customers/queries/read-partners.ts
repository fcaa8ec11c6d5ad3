import { likePattern } from '#organization'
import type { Ctx } from '#platform/ctx'
import { decodeCursor } from '#platform/cursor'
import { notFound } from '#platform/refused'
import type { PartnerPeopleQuery, PartnersQuery } from '../contract.ts'
import { mayAdministerPartners } from '../policy.ts'
import {
  listPartnerPeople,
  listPartners,
  loadPartner,
  loadPartnerPerson,
  type PartnerPersonRecord,
  type PartnerRecord,
} from '../store/partners.ts'

/** One more than `limit` when there is more. For administrators. */
export async function readPartners(ctx: Ctx, { q, cursor, limit }: PartnersQuery): Promise<(PartnerRecord & { sortName: string })[]> {
  if (!mayAdministerPartners(ctx.actor)) throw notFound()
  return listPartners(ctx.db, { pattern: q?.trim() ? likePattern(q) : null, after: decodeCursor(cursor, ['text', 'uuid']), limit })
}

/** One more than `limit` when there is more. For administrators. */
export async function readPartnerPeople(
  ctx: Ctx,
  { q, cursor, limit, partnerId }: PartnerPeopleQuery,
): Promise<(PartnerPersonRecord & { sortName: string })[]> {
  if (!mayAdministerPartners(ctx.actor)) throw notFound()
  const after = decodeCursor(cursor, ['text', 'uuid'])
  return listPartnerPeople(ctx.db, { partnerId, pattern: q?.trim() ? likePattern(q) : null, after, limit })
}

export async function readPartner(ctx: Ctx, id: string): Promise<PartnerRecord> {
  const partner = mayAdministerPartners(ctx.actor) ? await loadPartner(ctx.db, id) : undefined
  if (!partner) throw notFound()
  return partner
}

export async function readPartnerPerson(ctx: Ctx, id: string): Promise<PartnerPersonRecord> {
  const person = mayAdministerPartners(ctx.actor) ? await loadPartnerPerson(ctx.db, id) : undefined
  if (!person) throw notFound()
  return person
}
