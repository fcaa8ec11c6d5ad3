-- Why: everything the company owes is one kind of row. Deadlines are computed when something changes and stored; the sweep
-- compares next_at with the clock and nothing else.

create table service_policies (
  id uuid primary key,
  name text not null unique,
  product_line_id uuid references product_lines (id),
  version integer not null default 1,
  created_at timestamptz(3) not null
);
-- One policy for the workspace (no line), at most one per line.
create unique index service_policies_by_line on service_policies (coalesce(product_line_id, '00000000-0000-0000-0000-000000000000'));

create table service_policy_versions (
  policy_id uuid not null references service_policies (id),
  version integer not null,
  document jsonb not null,
  created_at timestamptz(3) not null,
  created_by uuid,
  primary key (policy_id, version)
);

create table obligations (
  id uuid primary key,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  ticket_id uuid,
  account_id uuid not null references accounts (id),
  product_line_id uuid references product_lines (id),
  severity text check (severity in ('S1', 'S2', 'S3', 'S4')),
  holder_duty text check (holder_duty in ('owner', 'liaison', 'lead', 'duty_manager')),
  holder_id uuid references staff (id),
  owed_to text not null,
  state text not null check (state in ('pending', 'kept', 'broken', 'cancelled')),
  mode text not null default 'enforce' check (mode in ('observe', 'warn', 'enforce')),
  armed_at timestamptz(3) not null,
  -- {minutes} | {workingDays} | {at}, with calendarId and calendarVersion (null = 24×7)
  target jsonb not null,
  -- [{from, to|null, why}], half-open, epoch milliseconds
  pauses jsonb not null default '[]',
  due_at timestamptz(3),
  warn_ats jsonb not null default '[]',
  warned smallint not null default 0,
  remaining_ms bigint,
  kept_at timestamptz(3),
  broken_at timestamptz(3),
  fulfilled_at timestamptz(3),
  cancelled_at timestamptz(3),
  cancel_why text,
  climbs smallint not null default 0,
  cycle integer not null default 1,
  policy_id uuid,
  policy_version integer,
  text text,
  why text not null,
  -- The one instant the sweep compares: next warning, due or climb. Null: nothing is to come.
  next_at timestamptz(3)
);
create index obligations_due on obligations (next_at, id) where next_at is not null;
create index obligations_by_ticket on obligations (ticket_id) where ticket_id is not null;
create index obligations_by_subject on obligations (subject_type, subject_id) where ticket_id is null;
-- A person's desk: what is pending, or broken and still open.
create index obligations_by_holder on obligations (holder_id, due_at) where state in ('pending', 'broken') and fulfilled_at is null;

-- The list of everything owed, by due, what has none last; keyset-paged over the same expression.
create index obligations_by_due on obligations (coalesce(due_at, '9999-12-31T00:00:00Z'::timestamptz(3)), id);

-- Who held it before: a row each time it changes hands. Who holds it now is on the obligation itself.
create table obligation_holders (
  obligation_id uuid not null references obligations (id),
  holder_id uuid not null references staff (id),
  until_at timestamptz(3) not null,
  primary key (obligation_id, until_at)
);
