import { sql } from 'kysely'
import type { ContactSight } from '#kernel/actor'
import type { AccountId, ContactId, ProductLineId, StaffId } from '#kernel/ids'
import type { Db, Tx } from '#platform/db'
import type { Tier } from './accounts.ts'

/** What a new ticket needs to know about its customer. */
export type IntakeAccount = {
  readonly accountId: AccountId
  readonly accountName: string
  readonly kind: 'customer' | 'unsorted' | 'internal'
  readonly tier: Tier
  readonly access: 'open' | 'restricted'
  readonly servicePersonId: StaffId | null
  readonly environmentCount: number
  /** When the account has exactly one: what prefills the report. */
  readonly onlyEnvironment: IntakeEnvironment | null
  /** The reporter, when one was named; else null, as all that follows. */
  readonly contactId: ContactId | null
  readonly contactName: string | null
  readonly department: string | null
  readonly sees: ContactSight | null
  readonly mayConfirm: boolean | null
}
export type IntakeEnvironment = {
  readonly id: string
  readonly productLineId: ProductLineId | null
  readonly deployment: 'saas' | 'dedicated' | 'private'
  readonly productVersion: string | null
  readonly details: Readonly<Record<string, string>>
}

export type IntakeReference = {
  readonly accountId?: string | undefined
  readonly contactId?: string | undefined
  readonly contactEmail?: string | undefined
}

/**
 * The account of a new ticket, by itself or by its active contact, in one query. Undefined: no such account or contact, an
 * archived account, or a contact of another account than the one named: all the same answer.
 */
export async function loadIntakeAccount(db: Db | Tx, reference: IntakeReference): Promise<IntakeAccount | undefined> {
  const { accountId = null, contactId = null, contactEmail = null } = reference
  const named = contactId !== null || contactEmail !== null
  const { rows } = await sql<IntakeAccount>`
    with contact as (
      select * from contacts c where c.active and (${contactId}::uuid is null or c.id = ${contactId}::uuid)
        and (${contactEmail}::text is null or c.email = ${contactEmail?.toLowerCase() ?? null}::text) and ${named}
    )
    select a.id as "accountId", a.name as "accountName", a.kind, a.tier, a.access, a.service_person_id as "servicePersonId",
      (select count(*)::int from environments e where e.account_id = a.id and e.archived_at is null) as "environmentCount",
      (select case when count(*) = 1 then (json_agg(json_build_object('id', e.id, 'productLineId', e.product_line_id, 'deployment', e.deployment,
        'productVersion', e.product_version, 'details', e.details)))->0 end from environments e where e.account_id = a.id and e.archived_at is null)
        as "onlyEnvironment",
      c.id as "contactId", c.name as "contactName", c.department, c.sees, c.may_confirm as "mayConfirm"
    from accounts a left join contact c on c.account_id = a.id
    where a.archived_at is null and a.id = coalesce(${accountId}::uuid, (select account_id from contact)) and (c.id is not null or not ${named})`.execute(
    db,
  )
  return rows[0]
}
