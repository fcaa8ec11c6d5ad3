-- Why: tickets that belong together know of each other: what a customer writes to one closed too long ago follows it, and a person of ours
-- relates two. And a person of ours lets somebody take part who wrote or was copied by mail: their words are taken as theirs once, and who
-- waited in *unsorted* comes to their company with all their tickets.

-- Two tickets that know of each other, perhaps of different accounts, so that it belongs to none. Directed: `ticket_id` follows `to_ticket_id`;
-- what has no direction is written from the smaller id. Later kinds (caused by, duplicates, blocks) are further words here.
create table ticket_links (
  ticket_id uuid not null references tickets (id),
  kind text not null check (kind in ('follows', 'relates')),
  to_ticket_id uuid not null references tickets (id),
  by_kind text not null,
  by_id text not null,
  at timestamptz(3) not null,
  primary key (ticket_id, kind, to_ticket_id)
);
-- No two tickets follow each other.
create unique index ticket_links_once on ticket_links (kind, least(ticket_id, to_ticket_id), greatest(ticket_id, to_ticket_id));
create index ticket_links_to on ticket_links (to_ticket_id);

-- Tickets are shut for what follows, so that nothing of it looks through a table; the rest is in 0027.

-- Whether any link names the ticket, so that opening one without links asks for none. Written with the link, under both tickets' locks.
alter table tickets add column linked boolean not null default false;

-- A person and their tickets come from *unsorted* to an account in one transaction: what names both is looked at in its end. Nothing else waits.
alter table tickets alter constraint tickets_account_id_reporter_id_fkey deferrable initially immediate;
