-- Why: people sign in by password, by link or with a second factor, and programs by key; who somebody is (staff, contact,
-- partner person) is decided by these rows alone. The identity_ tables but the last belong to better-auth under names of
-- ours: its own migration tool must find nothing to add (test/actions/auth/identity-schema.test.ts). Everything here runs
-- on wall time, never on the test clock (docs/adr/0003).

create table identity_users (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null,
  image text,
  two_factor_enabled boolean default false,
  -- The person this identity is; no reference across, since the three kinds live in three tables.
  person_kind text not null check (person_kind in ('staff', 'contact', 'partner')),
  person_id uuid not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  unique (person_kind, person_id)
);

create table identity_sessions (
  id uuid primary key,
  token text not null unique,
  user_id uuid not null references identity_users (id) on delete cascade,
  expires_at timestamptz(3) not null,
  ip_address text,
  user_agent text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
create index identity_sessions_by_user on identity_sessions (user_id);
create index identity_sessions_by_expiry on identity_sessions (expires_at);

create table identity_accounts (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references identity_users (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope text,
  password text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  unique (provider_id, account_id)
);
create index identity_accounts_by_user on identity_accounts (user_id);

create table identity_verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
create index identity_verifications_by_identifier on identity_verifications (identifier);
create index identity_verifications_by_expiry on identity_verifications (expires_at);

create table identity_two_factors (
  id uuid primary key,
  secret text not null,
  backup_codes text not null,
  user_id uuid not null references identity_users (id) on delete cascade,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz(3)
);
create index identity_two_factors_by_user on identity_two_factors (user_id);

-- How often somebody tried: per address and path, and per e-mail and path. Counted in one statement, in every process the same.
create table identity_rate_limits (
  key text primary key,
  count integer not null,
  window_started_at timestamptz(3) not null
);
create index identity_rate_limits_by_age on identity_rate_limits (window_started_at);

-- Machine keys. 256 random bits need no slow hash: one SHA-256 and one index read per request.
create table api_keys (
  id uuid primary key,
  name text not null,
  hash bytea not null unique,
  -- The first characters of the key, to recognise it by; the rest is shown once and never stored.
  prefix text not null,
  -- Whom it acts as. An integration is nobody's person: its id lives only here, on all keys of that integration.
  person_kind text not null check (person_kind in ('staff', 'contact', 'partner', 'integration')),
  person_id uuid not null,
  -- Null: everything its person may do.
  scopes text[],
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  created_by_kind text not null,
  created_by_id text not null,
  created_at timestamptz(3) not null,
  -- Coarse: written at most once a minute.
  last_used_at timestamptz(3),
  check (person_kind <> 'integration' or scopes is not null)
);
create index api_keys_by_person on api_keys (person_kind, person_id);
