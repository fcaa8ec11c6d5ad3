-- Why: a command locked the ticket and then, row by row, all it owes. With a million tickets these rows lie on pages of their own, and each lock
-- wrote to its page and to the log: a tenth of what a reply took. Now the ticket's lock is that of all it owes: whoever changes obligations without
-- a command (the sweep, a calendar's edit) takes the tickets' first. Only a function comes: lock_ticket_around stays for processes of the version
-- before, and goes a release later. Upgrade the workers first, as ever: an old sweep does not know whom the new lock keeps out.

create function hold_ticket(p_id uuid, p_number bigint) returns json language plpgsql as $$
declare
  t tickets;
  v_obligations json;
begin
  if p_id is not null then
    select * into t from tickets where id = p_id for update;
  else
    select * into t from tickets where number = p_number for update;
  end if;
  if not found then
    return null;
  end if;
  -- A statement of its own: begun when the lock is ours, it sees what whoever had it before has written. Which rows: as in read_ticket.
  select json_agg(o) into v_obligations from obligations o
  where o.ticket_id = t.id and (
    o.state = 'pending'
    or (o.state = 'broken' and o.fulfilled_at is null and o.cancelled_at is null)
    or o.kind not in ('next_update', 'answer', 'nudge', 'first_response', 'acknowledge', 'promise', 'reminder')
    or (o.kind in ('acknowledge', 'first_response') and o.cycle = 1)
    or (o.kind = 'next_update' and o.id = (
      select n.id from obligations n where n.ticket_id = t.id and n.kind = 'next_update' order by n.armed_at desc, n.cycle desc limit 1)));
  return ticket_around(t, v_obligations, false, null);
end
$$;
