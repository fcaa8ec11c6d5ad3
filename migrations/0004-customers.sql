-- Why: the customer is a company first. Everything that belongs to an account carries account_id not null and is referenced
-- over (account_id, id), so that no row of one customer can ever point at another's.

create table accounts (
  id uuid primary key,
  kind text not null default 'customer' check (kind in ('customer', 'unsorted', 'internal')),
  name text not null,
  tier text not null default 'standard' check (tier in ('standard', 'priority', 'strategic')),
  service_person_id uuid references staff (id),
  time_zone text not null default 'Asia/Shanghai',
  access text not null default 'open' check (access in ('open', 'restricted')),
  domains text[] not null default '{}',
  region text,
  industry text,
  archived_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null
);
create unique index accounts_by_name on accounts (lower(name));
create unique index accounts_builtin on accounts (kind) where kind <> 'customer';

-- Which staff see a restricted account in full.
create table account_team (
  account_id uuid not null references accounts (id),
  staff_id uuid not null references staff (id),
  primary key (account_id, staff_id)
);
create index account_team_by_staff on account_team (staff_id);
create index accounts_by_service_person on accounts (service_person_id) where service_person_id is not null;

create table contracts (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  name text not null,
  tier text not null check (tier in ('standard', 'priority', 'strategic')),
  starts_on date not null,
  ends_on date not null,
  annual_fee numeric(14, 2),
  currency text not null default 'CNY',
  version integer not null default 1,
  check (starts_on <= ends_on)
);
create index contracts_by_account on contracts (account_id, ends_on, id);
create index contracts_by_end on contracts (ends_on, id);

create table environments (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  product_line_id uuid references product_lines (id),
  name text not null,
  deployment text not null check (deployment in ('saas', 'dedicated', 'private')),
  product_version text,
  details jsonb not null default '{}',
  archived_at timestamptz(3),
  version integer not null default 1,
  unique (account_id, id)
);
create index environments_by_account on environments (account_id, lower(name), id);
create index environments_by_name on environments (lower(name), id);

create table contacts (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  name text not null,
  email text check (email = lower(email)),
  phone text,
  im text,
  department text,
  stakeholder_roles text[] not null default '{}',
  title text,
  locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
  sees text not null default 'mine' check (sees in ('mine', 'department', 'all')),
  may_confirm boolean not null default true,
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  unique (account_id, id)
);
create unique index contacts_by_email on contacts (email) where email is not null;
create index contacts_by_account on contacts (account_id, lower(name), id);
create index contacts_by_name on contacts (lower(name), id);

insert into accounts (id, kind, name, created_at) values
  ('00000000-0000-7000-8000-000000000001', 'unsorted', '待认领', '2020-01-01T00:00:00Z'),
  ('00000000-0000-7000-8000-000000000002', 'internal', '内部', '2020-01-01T00:00:00Z');
