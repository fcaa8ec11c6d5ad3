-- Why: what lists sort by (the earliest due) changes with nearly every act on a ticket, and lay in its row: each time the row's new version went into
-- all nine indexes of tickets, on as many pages. Beside the ticket it goes into two small ones, and a ticket's row is rewritten where it lies. Its
-- status and whether its owner has accepted stand there too: a band of the front line is found in one table, in the order in which it is shown.
-- The columns in tickets stay for processes of the version before, and go a release later; what those write is brought over by the triggers, which go
-- with them. 0038 fills in the tickets that are there. No foreign key: the trigger makes the row with its ticket, and no ticket is ever deleted.
create table ticket_dues (
  ticket_id uuid not null,
  status text not null,
  accepted boolean not null,
  due_at timestamptz(3),
  due_kind text,
  risk_from timestamptz(3),
  constraint ticket_dues_pkey primary key (ticket_id)
);
create index ticket_dues_open on ticket_dues (due_at, ticket_id) where status <> 'closed';

create function dues_of_new_ticket() returns trigger language plpgsql as $$
begin
  insert into ticket_dues (ticket_id, status, accepted, due_at, due_kind, risk_from)
  values (new.id, new.status, new.owner_acknowledged_at is not null, new.next_due_at, new.next_due_kind, new.risk_at) on conflict (ticket_id) do nothing;
  return null;
end
$$;
create trigger dues_of_new_ticket after insert on tickets for each row execute function dues_of_new_ticket();

-- Only the version before names these columns when it changes a ticket.
create function dues_of_changed_ticket() returns trigger language plpgsql as $$
begin
  insert into ticket_dues (ticket_id, status, accepted, due_at, due_kind, risk_from)
  values (new.id, new.status, new.owner_acknowledged_at is not null, new.next_due_at, new.next_due_kind, new.risk_at)
  on conflict (ticket_id) do update
  set status = excluded.status, accepted = excluded.accepted, due_at = excluded.due_at, due_kind = excluded.due_kind,
    risk_from = excluded.risk_from;
  return null;
end
$$;
create trigger dues_of_changed_ticket after update of next_due_at, next_due_kind, risk_at on tickets
  for each row execute function dues_of_changed_ticket();
