import { sql } from 'kysely'
import type { Db } from '#platform/db'

/** Everything of the demo that people could notice, without the ids: told by numbers, names and instants. */
export async function contentOf(db: Db): Promise<Record<string, unknown[]>> {
  const read = async (query: string) =>
    (await sql.raw<Record<string, unknown>>(query).execute(db)).rows.map((row) => JSON.stringify(row)).sort()
  const who = (column: string) =>
    `coalesce((select name from staff where id::text = ${column}::text), (select name from contacts where id::text = ${column}::text), (select name from partner_people where id::text = ${column}::text), ${column}::text)`
  const number = 'join tickets t on t.id = x.ticket_id'
  return {
    staff: await read('select name, email, title, functions, skills, role from staff'),
    accounts: await read('select name, tier, region, access from accounts'),
    rosters: await read(
      `select l.name as line, ${who('x.staff_id')} as who, x.starts_at, x.ends_at from rosters x join product_lines l on l.id = x.product_line_id`,
    ),
    tickets: await read(
      `select t.number, t.title, t.kind, t.severity, t.status, t.station, ${who('t.owner_id')} as owner, ${who('t.liaison_id')} as liaison, t.created_at, t.closed_at, t.closed_as, t.bounce_count, d.due_at, t.report from tickets t join ticket_dues d on d.ticket_id = t.id`,
    ),
    messages: await read(`select t.number, x.at, x.audience, x.body, ${who('x.author_id')} as who from messages x ${number}`),
    calls: await read(`select t.number, x.from_at, x.to_at, x.said, ${who('x.staff_id')} as who from contact_records x ${number}`),
    findings: await read(`select t.number, x.at, x.station, x.data, ${who('x.by_id')} as who from findings x ${number}`),
    handOffs: await read(
      `select t.number, x.duty, x.state, x.offered_at, x.decided_at, ${who('x.from_id')} as giver, ${who('x.to_id')} as taker from hand_offs x ${number}`,
    ),
    obligations: await read(
      `select t.number, x.kind, x.state, x.armed_at, x.due_at, x.kept_at, x.broken_at, x.fulfilled_at, x.cycle, x.climbs, ${who('x.holder_id')} as holder from obligations x ${number}`,
    ),
    events: await read(`select t.number, x.type, x.at, ${who('x.actor_id')} as who from events x ${number}`),
    notifications: await read(
      `select t.number, x.type, x.reason, x.at, x.read_at, ${who('x.person_id')} as who from notifications x ${number}`,
    ),
    signIns: await read(`select value from deployment_facts where key = 'demo-sign-ins'`),
  }
}
