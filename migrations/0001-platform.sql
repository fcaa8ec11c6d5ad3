-- Why: everything Muster knows happened once, in one log. The event row is the outbox (docs/adr/0002), domain time is rows
-- (docs/adr/0003), and a POST may be sent twice.

-- Readers order by (tx, seq) below pg_snapshot_xmin(pg_current_snapshot()): commits become visible out of order, and a
-- reader that went by seq alone would step over a late committer.
create table events (
  tx xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  type text not null,
  subject_type text not null,
  subject_id text not null,
  ticket_id uuid,
  account_id uuid,
  -- Who may see it: a pure function of these four and the actor (src/platform/rules/visibility.ts).
  audience text not null check (audience in ('customer', 'partner', 'internal')),
  restriction text check (restriction in ('named', 'confidential', 'restricted')),
  department text,
  participants uuid[] not null default '{}',
  actor_kind text not null check (actor_kind in ('staff', 'contact', 'partner', 'integration', 'system')),
  actor_id text not null,
  data jsonb not null default '{}',
  primary key (tx, seq)
);
create index events_by_ticket on events (ticket_id, at, seq) where ticket_id is not null;
create index events_by_subject on events (subject_type, subject_id, seq) where ticket_id is null;

-- How far each reader of the log has come; moved in the transaction that did the work.
create table consumer_cursors (
  consumer text primary key,
  tx xid8 not null,
  seq bigint not null
);

-- One answer per actor and Idempotency-Key for 24 hours, committed with the change it answers.
create table idempotency_keys (
  actor_kind text not null,
  actor_id text not null,
  key text not null,
  request_hash text not null,
  status smallint,
  body jsonb,
  created_at timestamptz(3) not null,
  primary key (actor_kind, actor_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Instants at which something happens by itself and that are no obligation: an offer expires, silence closes a ticket.
-- The sweep fires them in the order of fires_at, before the obligations of the same instant.
create table timers (
  id uuid primary key,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  ticket_id uuid,
  fires_at timestamptz(3) not null,
  data jsonb not null default '{}',
  unique (kind, subject_id)
);
create index timers_by_instant on timers (fires_at, id);
create index timers_by_ticket on timers (ticket_id) where ticket_id is not null;

-- The shared test clock: one row when MUSTER_TEST_CLOCK=1, none otherwise (docs/adr/0003).
create table test_clock (
  id boolean primary key default true check (id),
  at timestamptz(3) not null
);

-- Facts about this deployment that are not edited by people: demo loaded, seed, as-of.
create table deployment_facts (
  key text primary key,
  value jsonb not null
);
