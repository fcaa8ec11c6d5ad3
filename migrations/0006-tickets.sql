-- Why: one customer matter is one row with exactly one owner and one liaison at every instant. duty_open is true while the
-- ticket is not closed and null afterwards, so the foreign key (owner_id, duty_open) → staff (id, active) makes it impossible
-- that an open ticket is held by a disabled person (docs/adr/0007).

create sequence ticket_number start 1001;

-- Kinds are data: exit criteria, required facts, stations (src/tickets/rules/default-playbooks.ts is version 1).
create table playbooks (
  kind text primary key,
  version integer not null default 1,
  document jsonb not null,
  updated_at timestamptz(3) not null
);

create table tickets (
  id uuid primary key,
  number bigint not null unique default nextval('ticket_number'),
  account_id uuid not null references accounts (id),
  product_line_id uuid not null references product_lines (id),
  component_id uuid,
  environment_id uuid,
  kind text not null check (kind in ('question', 'defect', 'outage', 'request', 'service', 'advisory', 'complaint')),
  origin text not null check (origin in ('customer', 'staff', 'alert', 'prospect', 'unknown')),
  channel text not null,
  title text not null,
  status text not null check (status in ('open', 'waiting_on_customer', 'waiting_on_third_party', 'scheduled', 'observing', 'resolved', 'closed')),
  station text not null references functions (key),
  severity text not null check (severity in ('S1', 'S2', 'S3', 'S4')),
  severity_claimed text check (severity_claimed in ('S1', 'S2', 'S3', 'S4')),
  severity_proposed text check (severity_proposed in ('S1', 'S2', 'S3', 'S4')),
  severity_first text check (severity_first in ('S1', 'S2', 'S3', 'S4')),
  triaged_at timestamptz(3),
  suspected_side text not null default 'unknown' check (suspected_side in ('ours', 'our_supplier', 'customer', 'customers_third_party', 'unknown')),
  owner_id uuid not null,
  liaison_id uuid not null,
  owner_acknowledged_at timestamptz(3),
  liaison_accepted_at timestamptz(3),
  reporter_id uuid,
  report jsonb not null default '{}',
  flags text[] not null default '{}',
  stations_completed text[] not null default '{}',
  policy_id uuid not null,
  policy_version integer not null,
  first_response_at timestamptz(3),
  last_word jsonb,
  customer_word_at timestamptz(3),
  our_word_at timestamptz(3),
  scheduled_version text,
  scheduled_on date,
  observing_until timestamptz(3),
  restored_at timestamptz(3),
  resolved_at timestamptz(3),
  confirmed_at timestamptz(3),
  closed_at timestamptz(3),
  closed_as text check (closed_as in ('confirmed', 'silent', 'no_response', 'dismissed', 'merged')),
  customer_wrote_at timestamptz(3),
  reopen_count integer not null default 0,
  bounce_count integer not null default 0,
  owner_must_be_named boolean not null default false,
  owner_named boolean not null default false,
  cause_class text,
  report_owed boolean not null default false,
  confidential boolean not null default false,
  -- Kept by commit from the obligations: earliest open due, its kind, and the earliest instant something is at risk.
  next_due_at timestamptz(3),
  next_due_kind text,
  risk_at timestamptz(3),
  version integer not null default 1,
  version_by text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  created_by_kind text not null,
  created_by_id text not null,
  duty_open boolean generated always as (case when status <> 'closed' then true end) stored,
  unique (account_id, id),
  foreign key (account_id, reporter_id) references contacts (account_id, id),
  foreign key (account_id, environment_id) references environments (account_id, id),
  foreign key (product_line_id, component_id) references components (product_line_id, id),
  foreign key (owner_id, duty_open) references staff (id, active),
  foreign key (liaison_id, duty_open) references staff (id, active),
  foreign key (policy_id, policy_version) references service_policy_versions (policy_id, version)
);
create index tickets_open_by_due on tickets (next_due_at, id) where status <> 'closed';
create index tickets_open_by_severity on tickets (severity, created_at, id) where status <> 'closed';
create index tickets_by_creation on tickets (created_at desc, id desc);
create index tickets_open_by_owner on tickets (owner_id) where status <> 'closed';
create index tickets_open_by_liaison on tickets (liaison_id) where status <> 'closed';
create index tickets_by_account on tickets (account_id, created_at desc, id desc);
create index tickets_resolved on tickets (resolved_at desc) where resolved_at is not null;

create table participants (
  ticket_id uuid not null,
  account_id uuid not null,
  person_kind text not null check (person_kind in ('staff', 'contact', 'partner')),
  person_id uuid not null,
  sees_customer_words boolean not null default true,
  added_by_kind text not null,
  added_by_id text not null,
  added_at timestamptz(3) not null,
  primary key (ticket_id, person_kind, person_id),
  foreign key (account_id, ticket_id) references tickets (account_id, id) on update cascade
);
create index participants_by_person on participants (person_id, ticket_id);

create table messages (
  id uuid primary key,
  ticket_id uuid not null,
  account_id uuid not null,
  audience text not null check (audience in ('customer', 'partner', 'internal')),
  body text not null,
  author_kind text not null check (author_kind in ('staff', 'contact', 'partner', 'integration', 'system')),
  author_id text not null,
  channel text not null default 'portal',
  -- Null: all who may see the ticket. Else only these contacts, and our people.
  to_contact_ids uuid[],
  next_update_at timestamptz(3),
  at timestamptz(3) not null,
  unique (account_id, id),
  foreign key (account_id, ticket_id) references tickets (account_id, id) on update cascade
);
create index messages_by_ticket on messages (ticket_id, at, id);

create table contact_records (
  id uuid primary key,
  ticket_id uuid not null,
  account_id uuid not null,
  channel text not null check (channel in ('phone', 'wechat', 'meeting', 'onsite', 'other')),
  contact_id uuid,
  staff_id uuid not null references staff (id),
  from_at timestamptz(3) not null,
  to_at timestamptz(3) not null,
  said text not null,
  promised text,
  next_contact_at timestamptz(3),
  entered_at timestamptz(3) not null,
  entry text not null check (entry in ('timely', 'late', 'too_late')),
  foreign key (account_id, ticket_id) references tickets (account_id, id) on update cascade,
  foreign key (account_id, contact_id) references contacts (account_id, id)
);
create index contact_records_by_ticket on contact_records (ticket_id, from_at);

create table triages (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  at timestamptz(3) not null,
  by_id uuid not null references staff (id),
  impact text not null,
  urgency text not null,
  flags text[] not null default '{}',
  severity text not null,
  severity_proposed text not null,
  because text not null check (because in ('first', 'corrected', 'worsened')),
  reason text,
  suspected_side text
);
create index triages_by_ticket on triages (ticket_id, at);

create table hand_offs (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  duty text not null check (duty in ('owner', 'liaison')),
  from_id uuid not null references staff (id),
  to_id uuid not null,
  to_function text references functions (key),
  to_station text references functions (key),
  done text not null,
  needed text not null,
  forced_reason text,
  offered_by uuid not null references staff (id),
  offered_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  state text not null check (state in ('offered', 'accepted', 'declined', 'withdrawn', 'expired', 'ended')),
  decided_at timestamptz(3),
  decided_by uuid references staff (id),
  reason text,
  instead_staff_id uuid references staff (id),
  bounce boolean not null default false,
  offer_open boolean generated always as (case when state = 'offered' then true end) stored,
  foreign key (to_id, offer_open) references staff (id, active)
);
create unique index hand_offs_one_open on hand_offs (ticket_id, duty) where state = 'offered';
create index hand_offs_by_ticket on hand_offs (ticket_id, offered_at);
create index hand_offs_open_to on hand_offs (to_id) where state = 'offered';

create table waits (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  on_whom text not null check (on_whom in ('customer', 'third_party')),
  contact_id uuid references contacts (id),
  who text not null,
  ask text not null,
  until_at timestamptz(3) not null,
  started_at timestamptz(3) not null,
  started_by uuid not null references staff (id),
  nudges smallint not null default 0,
  ended_at timestamptz(3),
  ended_why text
);
create unique index waits_one_open on waits (ticket_id) where ended_at is null;
create index waits_by_ticket on waits (ticket_id, started_at);

create table findings (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  station text not null references functions (key),
  by_id uuid not null references staff (id),
  at timestamptz(3) not null,
  data jsonb not null
);
create index findings_by_ticket on findings (ticket_id, at);

create table asks (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  asked_by uuid not null references staff (id),
  to_id uuid not null references staff (id),
  question text not null,
  asked_at timestamptz(3) not null,
  answered_at timestamptz(3),
  answer text
);
create index asks_by_ticket on asks (ticket_id, asked_at);

create table restorations (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  at timestamptz(3) not null,
  how text not null,
  by_id uuid not null references staff (id),
  entered_at timestamptz(3) not null,
  withdrawn_at timestamptz(3),
  withdrawn_by uuid references staff (id),
  withdrawn_reason text
);
create unique index restorations_one_standing on restorations (ticket_id) where withdrawn_at is null;

create table resolutions (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  at timestamptz(3) not null,
  by_id uuid not null references staff (id),
  text text not null,
  cause_class text not null,
  prevention text not null,
  evidence text,
  reopened_at timestamptz(3),
  reopened_reason text
);
create index resolutions_by_ticket on resolutions (ticket_id, at);

create table confirmations (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  at timestamptz(3) not null,
  by_kind text not null,
  by_id uuid not null,
  resolution_rating smallint check (resolution_rating between 1 and 5),
  service_rating smallint check (service_rating between 1 and 5),
  comment text
);
create index confirmations_by_ticket on confirmations (ticket_id, at);

create table root_cause_reports (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  at timestamptz(3) not null,
  by_id uuid not null references staff (id),
  body text not null
);
create index root_cause_reports_by_ticket on root_cause_reports (ticket_id, at);

-- Readable only by its uploader until linked, then exactly as what it hangs on.
create table attachments (
  id uuid primary key,
  uploader_kind text not null,
  uploader_id text not null,
  name text not null,
  size bigint not null,
  sha256 text not null,
  media_type text not null,
  created_at timestamptz(3) not null,
  ticket_id uuid references tickets (id),
  message_id uuid references messages (id),
  report_id uuid references root_cause_reports (id),
  linked_at timestamptz(3)
);
create index attachments_by_ticket on attachments (ticket_id) where ticket_id is not null;
create index attachments_unlinked on attachments (created_at) where linked_at is null;
create index attachments_by_uploader on attachments (uploader_kind, uploader_id, created_at);
create index attachments_by_content on attachments (sha256);
