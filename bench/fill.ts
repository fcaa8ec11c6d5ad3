import type pg from 'pg'

/** Who and what the rows refer to. */
export type Refs = {
  readonly accountId: string
  readonly contactId: string
  readonly lineId: string
  readonly policyId: string
  readonly calendarId: string
  readonly staffIds: readonly string[]
}

/** One ticket in ten is open; each has three messages; open ones owe four things, closed ones owed two. */
export const OPEN_EVERY = 10

const REPORT = `'{"symptom":"导出两万行以上的报表一直转圈","impact":"department","urgency":"degraded","reportedAt":"2026-11-20T00:00:00Z"}'::jsonb`

/**
 * Grows the database to `to` tickets from `from`, set-based inside the server, for Muster's tables and the floor's alike.
 * Constraint triggers are off for the session (needs a superuser): the rows are made consistent.
 */
export async function fill(client: pg.Client, refs: Refs, from: number, to: number, say: (line: string) => void): Promise<void> {
  const { accountId, contactId, lineId, policyId, calendarId, staffIds } = refs
  await client.query("set session_replication_role = replica; set work_mem = '256MB'; set synchronous_commit = off")
  const uuid = (kind: string) => `('0199${kind}0-0000-7000-8000-' || lpad(to_hex(g), 12, '0'))::uuid`
  const id = uuid('000')
  const staff = `(array['${staffIds.join("','")}']::uuid[])[1 + g % ${staffIds.length}]`
  const isOpen = `(g % ${OPEN_EVERY} = 0)`
  const at = `(timestamptz '2026-11-20T00:00:00Z' - (g % 129600) * interval '1 minute')`
  const due = `case when ${isOpen} then timestamptz '2027-06-01T00:00:00Z' + (g % 40000) * interval '1 minute' end`
  const lastWord = `jsonb_build_object('kind','contact','id','${contactId}','audience','customer','excerpt','还是不行，请尽快处理','at','2026-11-20T00:00:00Z')`
  const series = `generate_series(${from + 1}, ${to}) g`
  const step = async (name: string, sql: string) => {
    const started = performance.now()
    await client.query(sql)
    say(`  ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
  await step(
    'tickets',
    `insert into tickets (id, account_id, product_line_id, kind, origin, channel, title, status, station, severity, owner_id, liaison_id, owner_acknowledged_at, reporter_id, report, policy_id, policy_version, first_response_at, last_word, resolved_at, closed_at, closed_as, triaged_at, created_at, updated_at, created_by_kind, created_by_id)
    select ${id}, '${accountId}', '${lineId}', 'defect', 'customer', 'portal', '导出报表超时 ' || g, case when ${isOpen} then 'open' else 'closed' end, 'frontline', 'S' || (1 + g % 4), ${staff}, ${staff}, ${at}, '${contactId}',
      ${REPORT}, '${policyId}', 1, ${at},
      ${lastWord},
      case when ${isOpen} then null else ${at} end, case when ${isOpen} then null else ${at} end, case when ${isOpen} then null else 'confirmed' end, ${at}, ${at}, ${at}, 'contact', '${contactId}'
    from ${series}`,
  )
  await step(
    'their dues',
    `insert into ticket_dues (ticket_id, status, accepted, due_at, due_kind, risk_from)
    select ${id}, case when ${isOpen} then 'open' else 'closed' end, true, ${due}, case when ${isOpen} then 'next_update' end, case when ${isOpen} then timestamptz '2027-05-01T00:00:00Z' end from ${series}`,
  )
  for (const [n, [kind, author]] of (
    [
      ['contact', `'${contactId}'`],
      ['staff', `(${staff})::text`],
      ['contact', `'${contactId}'`],
    ] as const
  ).entries())
    await step(
      `messages ${n + 1}`,
      `insert into messages (id, ticket_id, account_id, audience, body, author_kind, author_id, at)
      select ${uuid(`${n + 1}00`)}, ${id}, '${accountId}', 'customer', '第 ${n + 1} 条消息：导出两万行以上的报表一直转圈，等了二十分钟没有结果。' || g, '${kind}', ${author}, ${at} + interval '${n} minutes' from ${series}`,
    )
  await step(
    'participants',
    `insert into participants (ticket_id, account_id, person_kind, person_id, added_by_kind, added_by_id, added_at) select ${id}, '${accountId}', 'contact', '${contactId}', 'system', 'intake', ${at} from ${series}`,
  )
  const target = `jsonb_build_object('minutes', 240, 'calendarId', '${calendarId}', 'calendarVersion', 1)`
  for (const [n, kind] of ['acknowledge', 'resolve'].entries())
    await step(kind, obligations(uuid(`5${n}0`), id, kind, `'kept'`, 'true', at, target, refs, series, staff))
  for (const [n, kind] of ['next_update', 'restore', 'answer'].entries())
    await step(kind, obligations(uuid(`6${n}0`), id, kind, `'pending'`, isOpen, at, target, refs, series, staff))
  await step(
    'events',
    `insert into events (at, recorded_at, type, subject_type, subject_id, ticket_id, account_id, audience, actor_kind, actor_id, participants, data)
    select ${at}, ${at}, 'ticket.created', 'ticket', ${id}::text, ${id}, '${accountId}', 'customer', 'contact', '${contactId}', array['${contactId}'::uuid], '{"status":"open"}' from ${series}`,
  )
  await step(
    'floor tickets',
    `insert into floor_tickets (id, account_id, line_id, owner_id, title, status, severity, report, last_word, next_due_at, created_at, updated_at) select ${id}, '${accountId}', '${lineId}', ${staff}, '导出报表超时 ' || g, case when ${isOpen} then 'open' else 'closed' end, 'S' || (1 + g % 4), ${REPORT}, ${lastWord}, ${due}, ${at}, ${at} from ${series}`,
  )
  await step(
    'floor messages',
    `insert into floor_messages (ticket_id, body, at) select ${id}, '第 ' || n || ' 条消息：导出两万行以上的报表一直转圈，等了二十分钟没有结果。' || g, ${at} + n * interval '1 minute' from ${series}, generate_series(1, 3) n`,
  )
  await step(
    'floor obligations',
    `insert into floor_obligations (ticket_id, holder_id, kind, due_at, kept_at) select ${id}, ${staff}, k, ${at}, case when ${isOpen} and n > 2 then null else ${at} end from ${series}, unnest(array['acknowledge','resolve','next_update','restore','answer']) with ordinality u(k, n) where ${isOpen} or n <= 2`,
  )
  await client.query("select setval('ticket_number', (select max(number) from tickets))")
  await step('analyze', 'analyze')
}

function obligations(
  id: string,
  ticketId: string,
  kind: string,
  state: string,
  where: string,
  at: string,
  target: string,
  refs: Refs,
  series: string,
  staff: string,
): string {
  const pending = state === `'pending'`
  return `insert into obligations (id, kind, subject_type, subject_id, ticket_id, account_id, product_line_id, severity, holder_duty, holder_id, owed_to, state, armed_at, target, due_at, kept_at, policy_id, policy_version, why, next_at)
    select ${id}, '${kind}', 'ticket', ${ticketId}, ${ticketId}, '${refs.accountId}', '${refs.lineId}', 'S' || (1 + g % 4), '${pending ? 'liaison' : 'owner'}', ${staff}, 'customer', ${state}, ${at}, ${target},
      ${pending ? "timestamptz '2027-06-01T00:00:00Z' + (g % 40000) * interval '1 minute'" : `${at} + interval '4 hours'`}, ${pending ? 'null' : at}, '${refs.policyId}', 1, 'intake',
      ${pending ? "timestamptz '2027-06-01T00:00:00Z' + (g % 40000) * interval '1 minute'" : 'null'} from ${series} where ${where}`
}

export const FLOOR_TABLES = `
  create table floor_tickets (id uuid primary key, number bigint generated always as identity, account_id uuid, line_id uuid, owner_id uuid, title text, status text, severity text, report jsonb, last_word jsonb, next_due_at timestamptz, created_at timestamptz, updated_at timestamptz);
  create index on floor_tickets (next_due_at, id) where status <> 'closed';
  create table floor_messages (id bigint generated always as identity primary key, ticket_id uuid, body text, at timestamptz);
  create index on floor_messages (ticket_id, at);
  create table floor_obligations (id bigint generated always as identity primary key, ticket_id uuid, holder_id uuid, kind text, due_at timestamptz, kept_at timestamptz);
  create index on floor_obligations (ticket_id);
  create table floor_events (seq bigint generated always as identity primary key, ticket_id uuid, type text, data jsonb, at timestamptz);
  create index on floor_events (ticket_id, at);
  create index on floor_obligations (holder_id, due_at) where kept_at is null;`
