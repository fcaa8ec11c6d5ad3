import { sql } from 'kysely'
import type { Locale } from '#kernel/actor'
import type { Db, Tx } from '#platform/db'
import type { NotificationMail } from './rules/notification-mail.ts'
import type { Person, PersonKind } from './rules/person.ts'

export type OwnRow = {
  readonly email: string | null
  readonly timeZone: string | null
  readonly version: number
  readonly twoFactor: boolean
  readonly hasPassword: boolean
  readonly accountName: string | null
  readonly notificationMail: NotificationMail | null
}

/** What a person's own row says beyond the actor. */
export async function readOwnRow(db: Db | Tx, { kind, id }: Person): Promise<OwnRow | null> {
  const { rows } = await sql<OwnRow>`
    select r.email, r."timeZone", r.version, coalesce(u.two_factor_enabled, false) as "twoFactor", r."accountName", r."notificationMail",
      exists (select from identity_accounts a where a.user_id = u.id and a.provider_id = 'credential' and a.password is not null) as "hasPassword"
    from (
      select id, email, time_zone as "timeZone", version, null::text as "accountName", notification_mail as "notificationMail" from staff where ${kind} = 'staff' and id = ${id}
      union all
      select c.id, c.email, a.time_zone, c.version, a.name, null from contacts c join accounts a on a.id = c.account_id where ${kind} = 'contact' and c.id = ${id}
      union all
      select id, email, null, version, null, null from partner_people where ${kind} = 'partner' and id = ${id}
    ) r left join identity_users u on u.person_kind = ${kind} and u.person_id = r.id`.execute(db)
  return rows[0] ?? null
}

const TABLES = { staff: 'staff', contact: 'contacts', partner: 'partner_people' } as const satisfies Record<PersonKind, string>

export type OwnChoices = { readonly locale: Locale; readonly notificationMail: NotificationMail | null }

/** What a person has chosen, and the version of their row, locked until the transaction ends; null when the row is gone. */
export async function lockOwn(tx: Tx, { kind, id }: Person): Promise<(OwnChoices & { readonly version: number }) | null> {
  const { rows } = await sql<OwnChoices & { version: number }>`
    select version, locale, ${kind === 'staff' ? sql`notification_mail` : sql`null`} as "notificationMail"
    from ${sql.table(TABLES[kind])} where id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

/** `notificationMail` null: not a person of ours. */
export async function saveOwn(tx: Tx, { kind, id }: Person, { locale, notificationMail }: OwnChoices): Promise<void> {
  await sql`update ${sql.table(TABLES[kind])} set locale = ${locale}, version = version + 1
    ${notificationMail === null ? sql`` : sql`, notification_mail = ${notificationMail}`} where id = ${id}`.execute(tx)
}

/** The name of whoever changed this person's row last, as far as the event log knows. */
export async function lastChangedBy(db: Db | Tx, { kind, id }: Person): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select coalesce(s.name, c.name, p.name) as name
    from (select actor_kind, actor_id from events where subject_type = ${kind} and subject_id = ${id} and ticket_id is null order by seq desc limit 1) e
    left join staff s on e.actor_kind = 'staff' and s.id::text = e.actor_id
    left join contacts c on e.actor_kind = 'contact' and c.id::text = e.actor_id
    left join partner_people p on e.actor_kind = 'partner' and p.id::text = e.actor_id`.execute(db)
  return rows[0]?.name ?? null
}
