// The floor: a bare Fastify and pg server that does the least SQL for the same outcome and answer, one statement a request,
// no rights, no validation, no rules. Tables of its own in the same database, as many rows. Not a product: a ceiling to be measured beside.
import Fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 16 })
const app = Fastify()
type Id = { Params: { id: string } }

// What must last of a new ticket: its row, the six things owed from its first instant, and its event (which is the outbox).
app.post('/tickets', async (request, reply) => {
  const body = request.body as { title: string; accountId: string; report: unknown }
  const { rows } = await pool.query({
    name: 'create',
    text: `with t as (insert into floor_tickets (id, account_id, line_id, owner_id, title, status, severity, report, next_due_at, created_at, updated_at)
             select gen_random_uuid(), $1, $2, $3, $4, 'open', 'S3', $5, now() + interval '1 hour', now(), now() returning *),
           o as (insert into floor_obligations (ticket_id, holder_id, kind, due_at)
             select t.id, t.owner_id, k, now() + n * interval '1 hour'
             from t, unnest(array['acknowledge', 'triage', 'first_response', 'next_update', 'restore', 'resolve']) with ordinality u(k, n) returning *),
           e as (insert into floor_events (ticket_id, type, data, at) select id, 'ticket.created', jsonb_build_object('title', title), now() from t)
           select t.*, (select json_agg(o) from o) as obligations from t`,
    values: [body.accountId, process.env['FLOOR_LINE'], process.env['FLOOR_OWNER'], body.title, JSON.stringify(body.report)],
  })
  return reply.status(201).send(rows[0])
})
// Words to the customer keep the pending update and arm the next one.
app.post<Id>('/tickets/:id/messages', async (request, reply) => {
  const { body } = request.body as { body: string }
  const { rows } = await pool.query({
    name: 'reply',
    text: `with m as (insert into floor_messages (ticket_id, body, at) values ($1, $2, now()) returning id, ticket_id, body, at),
                t as (update floor_tickets set updated_at = now(), last_word = jsonb_build_object('excerpt', $2::text, 'at', now()) where id = $1),
                k as (update floor_obligations set kept_at = now() where ticket_id = $1 and kind = 'next_update' and kept_at is null),
                o as (insert into floor_obligations (ticket_id, holder_id, kind, due_at) values ($1, $3, 'next_update', now() + interval '2 days')),
                e as (insert into floor_events (ticket_id, type, data, at) values ($1, 'ticket.message-posted', '{}', now()))
           select * from m`,
    values: [request.params.id, body, process.env['FLOOR_OWNER']],
  })
  return reply.status(201).send(rows[0])
})
app.get('/tickets', async () => {
  const { rows } = await pool.query({
    name: 'list',
    text: `select t.id, t.number, t.title, t.status, t.severity, t.last_word, t.next_due_at, t.created_at, t.updated_at,
             a.id as account_id, a.name as account, a.tier, l.id as line_id, l.name as line, s.id as owner_id, s.name as owner, c.name as last_word_by
           from floor_tickets t join accounts a on a.id = t.account_id join product_lines l on l.id = t.line_id join staff s on s.id = t.owner_id
           left join contacts c on c.id = (t.last_word->>'id')::uuid
           where t.status <> 'closed' order by t.next_due_at nulls last, t.id limit 50`,
  })
  return { items: rows }
})
app.get<Id>('/tickets/:id', async (request) => {
  const { rows } = await pool.query({
    name: 'open',
    text: `select t.*, a.name as account, l.name as line, s.name as owner,
             (select json_agg(m order by m.at) from floor_messages m where m.ticket_id = t.id) as messages,
             (select json_agg(o order by o.due_at) from floor_obligations o where o.ticket_id = t.id) as obligations
           from floor_tickets t join accounts a on a.id = t.account_id join product_lines l on l.id = t.line_id join staff s on s.id = t.owner_id
           where t.id = $1`,
    values: [request.params.id],
  })
  return rows[0]
})
app.get('/desk', async () => {
  const { rows } = await pool.query({
    name: 'desk',
    text: `select o.id, o.kind, o.due_at, t.number, t.title, t.severity, a.name as account
           from floor_obligations o join floor_tickets t on t.id = o.ticket_id join accounts a on a.id = t.account_id
           where o.holder_id = $1 and o.kept_at is null order by o.due_at limit 300`,
    values: [process.env['FLOOR_OWNER']],
  })
  return { owed: rows }
})

const address = await app.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`${JSON.stringify({ ready: true, address })}\n`)
