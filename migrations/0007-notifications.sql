-- Why: who was told what, and whether they have seen it. One row per person and event, so telling twice is harmless.
create table notifications (
  id uuid primary key,
  person_kind text not null check (person_kind in ('staff', 'contact', 'partner')),
  person_id uuid not null,
  event_seq bigint not null,
  type text not null,
  reason text not null,
  ticket_id uuid,
  data jsonb not null default '{}',
  at timestamptz(3) not null,
  read_at timestamptz(3),
  unique (person_id, event_seq)
);
create index notifications_by_person on notifications (person_id, at desc, id desc);
create index notifications_unread on notifications (person_id) where read_at is null;
