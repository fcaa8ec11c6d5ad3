-- no-transaction
-- Why: the rows of 0037 for the tickets that were there before it. Nobody waits for it: it reads, and writes where nobody has written
-- yet; what came meanwhile is newer and stays. Broken off it is begun again. A million tickets take some ten seconds.
insert into ticket_dues (ticket_id, status, accepted, due_at, due_kind, risk_from)
select id, status, owner_acknowledged_at is not null, next_due_at, next_due_kind, risk_at from tickets
on conflict (ticket_id) do nothing;
analyze ticket_dues;
