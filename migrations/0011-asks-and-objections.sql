-- Why: a question to a colleague, a customer's objection to a lowered severity, a second person's signature before something is
-- lowered after restoration, quiet nights, whom a complaint is about, and satisfaction asked at most every fourteen days.
-- Each question of "who and when" is a row; what a rule asks on every command is a column of the ticket.

alter table tickets
  -- Of our latest words that said something; "received" in between is not one of them.
  add column our_word_digest text,
  -- Since when the cadence of updates runs, where it worsened after intake.
  add column cadence_began_at timestamptz(3),
  add column night_silence boolean not null default false,
  -- Set while the customer may object to the lowering; the objection that waits for the lead.
  add column claim_lowered_at timestamptz(3),
  add column objection_id uuid,
  -- What somebody asked to lower after restoration and nobody has signed yet.
  add column lowering_id uuid,
  add column first_restored_at timestamptz(3),
  add column first_cause_class text,
  add column complaint_about uuid[] not null default '{}',
  -- Waits that have ended, counted; a running one is added by whoever reads.
  add column waited_customer_ms bigint not null default 0,
  add column waited_third_party_ms bigint not null default 0;

update tickets t set
  first_restored_at = (select min(r.at) from restorations r where r.ticket_id = t.id),
  first_cause_class = (select r.cause_class from resolutions r where r.ticket_id = t.id order by r.at, r.id limit 1),
  waited_customer_ms = coalesce((
    select sum(extract(epoch from w.ended_at - w.started_at) * 1000)::bigint from waits w
    where w.ticket_id = t.id and w.on_whom = 'customer' and w.ended_at is not null), 0),
  waited_third_party_ms = coalesce((
    select sum(extract(epoch from w.ended_at - w.started_at) * 1000)::bigint from waits w
    where w.ticket_id = t.id and w.on_whom = 'third_party' and w.ended_at is not null), 0);

alter table asks
  add column to_function text references functions (key),
  add column answered_by uuid references staff (id),
  add column ended_at timestamptz(3),
  add column ended_why text;
-- What is owed for an ask is found by the ask.
create index obligations_of_parts on obligations (subject_id) where subject_type <> 'ticket' and ticket_id is not null;
create index asks_open_to on asks (to_id) where answered_at is null and ended_at is null;

create table objections (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  contact_id uuid not null references contacts (id),
  at timestamptz(3) not null,
  severity_claimed text not null check (severity_claimed in ('S1', 'S2', 'S3', 'S4')),
  severity text not null check (severity in ('S1', 'S2', 'S3', 'S4')),
  words text,
  decided_at timestamptz(3),
  decided_by uuid references staff (id),
  outcome text check (outcome in ('upheld', 'kept', 'ended')),
  reason text
);
create index objections_by_ticket on objections (ticket_id, at);

create table lowerings (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  asked_by uuid not null references staff (id),
  asked_at timestamptz(3) not null,
  reason text not null,
  -- {severity?, occurredAt?, restoredAt?, causeClass?}: what it should be, and what it was.
  wanted jsonb not null,
  was jsonb not null,
  decided_at timestamptz(3),
  decided_by uuid references staff (id),
  outcome text check (outcome in ('signed', 'refused', 'ended')),
  decision_reason text
);
create index lowerings_by_ticket on lowerings (ticket_id, asked_at);

-- A call that nobody answered is an attempt, not words.
alter table contact_records add column answered boolean not null default true;

-- Whether the customer was asked to rate: only those count, at most one in fourteen days.
alter table confirmations add column asked boolean not null default false;
update confirmations set asked = true where by_kind = 'contact';
create index confirmations_asked on confirmations (by_id, at) where asked;
