-- no-transaction
-- Why: each statement paid for what every column, index and foreign key of its table costs (migration 0014 has the functions).
-- One check a table instead of one a column: added without looking, then validated beside running work, then the old ones go.
set lock_timeout = '5s';
alter table tickets drop constraint if exists tickets_words_check;
alter table tickets add constraint tickets_words_check check (known_ticket_words(kind, origin, status, severity, severity_claimed, severity_proposed, severity_first, suspected_side, closed_as)) not valid;
alter table tickets validate constraint tickets_words_check;
alter table tickets drop constraint if exists tickets_kind_check, drop constraint if exists tickets_origin_check,
  drop constraint if exists tickets_status_check, drop constraint if exists tickets_severity_check,
  drop constraint if exists tickets_severity_claimed_check, drop constraint if exists tickets_severity_proposed_check,
  drop constraint if exists tickets_severity_first_check, drop constraint if exists tickets_suspected_side_check,
  drop constraint if exists tickets_closed_as_check;

alter table obligations drop constraint if exists obligations_words_check;
alter table obligations add constraint obligations_words_check check (known_obligation_words(state, mode, holder_duty, severity)) not valid;
alter table obligations validate constraint obligations_words_check;
alter table obligations drop constraint if exists obligations_state_check, drop constraint if exists obligations_mode_check,
  drop constraint if exists obligations_holder_duty_check, drop constraint if exists obligations_severity_check;

alter table events drop constraint if exists events_words_check;
alter table events add constraint events_words_check check (known_event_words(audience, actor_kind, restriction)) not valid;
alter table events validate constraint events_words_check;
alter table events drop constraint if exists events_audience_check, drop constraint if exists events_actor_kind_check,
  drop constraint if exists events_restriction_check;

-- Account, line and holder of an obligation are copies of its ticket's, which has the foreign keys; checking them again for each
-- of six obligations a ticket also wrote a lock into the same few rows of accounts and staff every time.
alter table obligations drop constraint if exists obligations_account_id_fkey, drop constraint if exists obligations_product_line_id_fkey,
  drop constraint if exists obligations_holder_id_fkey;

set lock_timeout = 0;
-- With the severity in the index, counting what somebody owns reads no ticket.
drop index concurrently if exists tickets_owned_open;
create index concurrently tickets_owned_open on tickets (owner_id) include (severity) where status <> 'closed';
drop index concurrently if exists tickets_open_by_owner;

-- What somebody has done today, for their desk: before, everything they ever owed was read.
drop index concurrently if exists obligations_done_by_holder;
create index concurrently obligations_done_by_holder on obligations (holder_id, (coalesce(fulfilled_at, kept_at))) where coalesce(fulfilled_at, kept_at) is not null;
