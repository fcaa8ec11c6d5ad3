-- Why: mail in both directions. What arrives is stored raw before anything is done with it, so that no mail is lost and one that cannot be
-- handled stands aside; what leaves is a row before it is sent, with its Message-ID, so that it is sent though we die in between, and so that
-- every answer finds its ticket. Which ticket a Message-ID leads to stands in one table, whatever becomes of the ticket.

-- An address of ours: where its mail comes from and by which server it answers. `secrets`: passwords, tokens and keys, encrypted with a key
-- that is a file, never in the database. The cursor of a folder moves in the transaction that stores its mail.
create table mailboxes (
  id uuid primary key,
  name text not null,
  address text not null unique check (address = lower(address)),
  product_line_id uuid not null references product_lines (id),
  locale text not null check (locale in ('zh-CN', 'en')),
  receive jsonb not null,
  send jsonb not null,
  secrets bytea,
  -- The one that speaks where no mailbox is meant: notices, sign-in links, lines without a mailbox.
  is_default boolean not null default false,
  active boolean not null default true,
  -- Null: no alarm when nothing comes.
  quiet_alarm_hours integer check (quiet_alarm_hours between 1 and 2160),
  uid_validity bigint,
  uid bigint,
  health text not null default 'unknown' check (health in ('unknown', 'connecting', 'idle', 'failing')),
  health_since timestamptz(3),
  health_trouble text,
  health_detail text,
  alarmed_at timestamptz(3),
  last_mail_at timestamptz(3),
  -- One worker at a time reads a folder; a lease that ran out is free.
  leased_by uuid,
  leased_until timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null
);
create unique index mailboxes_one_default on mailboxes (is_default) where is_default;

-- What arrived. Bytes lie in the file store under raw_sha256: the same bytes again are the same mail. `identity` is the same for copies
-- whose trace lines differ (mail to two of our addresses, or delivered again): only one of them becomes words.
create table received_mails (
  id uuid primary key,
  mailbox_id uuid references mailboxes (id),
  source text not null check (source in ('imap', 'smtp', 'import')),
  envelope_from text,
  envelope_to text[] not null default '{}',
  raw_sha256 text not null unique,
  size bigint not null,
  received_at timestamptz(3) not null,
  state text not null default 'waiting' check (state in ('waiting', 'taken', 'ignored', 'duplicate', 'quarantined')),
  attempts integer not null default 0,
  next_try_at timestamptz(3),
  -- Why it is where it is: a rule, a verdict, or what went wrong.
  why text,
  detail text,
  identity text,
  message_id text,
  from_address text,
  from_name text,
  subject text,
  automatic text,
  matched_by text,
  ticket_id uuid references tickets (id),
  posted_message_id uuid references messages (id),
  -- The whole of it, cleaned, for one click away: text, html, to, cc, what was cut, wrapper, defects, verdicts.
  content jsonb,
  done_at timestamptz(3)
);
create index received_mails_waiting on received_mails (next_try_at, id) where next_try_at is not null;
create unique index received_mails_identity on received_mails (identity) where state in ('taken', 'ignored');
create index received_mails_by_message on received_mails (posted_message_id) where posted_message_id is not null;
create index received_mails_by_ticket on received_mails (ticket_id, received_at) where ticket_id is not null;
create index received_mails_by_state on received_mails (state, received_at desc, id desc);

-- Which ticket a Message-ID leads to, ours and theirs. Message-IDs without angle brackets.
create table mail_threads (
  message_id text primary key,
  ticket_id uuid not null references tickets (id),
  ours boolean not null,
  at timestamptz(3) not null
);
create index mail_threads_by_ticket on mail_threads (ticket_id, at);

-- What leaves, one row a recipient. `once` makes writing it twice harmless. `content`: subject, text, html, headers, thread, files; taken away
-- once sent where it holds a secret. Times are wall time: servers of others do not follow our clock.
create table outgoing_mails (
  id uuid primary key,
  once text not null unique,
  purpose text not null check (purpose in ('message', 'acknowledgement', 'resolution', 'notice', 'sign_in')),
  mailbox_id uuid references mailboxes (id),
  ticket_id uuid references tickets (id),
  message_id uuid references messages (id),
  to_kind text not null check (to_kind in ('contact', 'staff', 'partner', 'address')),
  to_id uuid,
  to_address text not null check (to_address = lower(to_address)),
  to_name text not null default '',
  rfc_message_id text not null unique,
  automatic boolean not null,
  content jsonb,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'bounced', 'suppressed')),
  attempts integer not null default 0,
  next_try_at timestamptz(3),
  last_code integer,
  last_response text,
  may_have_been_sent boolean not null default false,
  created_at timestamptz(3) not null,
  sent_at timestamptz(3),
  failed_at timestamptz(3)
);
create index outgoing_mails_due on outgoing_mails (next_try_at, id) where next_try_at is not null;
create index outgoing_mails_by_message on outgoing_mails (message_id) where message_id is not null;
create index outgoing_mails_by_ticket on outgoing_mails (ticket_id) where ticket_id is not null;
create index outgoing_mails_by_address on outgoing_mails (to_address, created_at);

-- Addresses that did not take our mail. `permanent`: nothing is sent there until a person of ours says so.
create table mail_addresses (
  address text primary key check (address = lower(address)),
  standing text not null check (standing in ('temporary', 'permanent')),
  bounces integer not null,
  status text,
  diagnostic text,
  bounced_at timestamptz(3) not null
);

-- Whose company an unknown sender may be of.
create index accounts_by_domain on accounts using gin (domains);
