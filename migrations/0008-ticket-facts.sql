-- Why: a command needs the ticket locked and then read with everything a rule asks, in one round trip. Reading must come
-- after the lock (a statement of its own, hence a function): a single select … for update would see children from before
-- it waited. Locking goes ticket first, then its obligations; the sweep takes obligations with skip locked, so nobody waits in a circle.
create function ticket_facts(p_id uuid) returns json language plpgsql stable as $$
begin
  -- plpgsql keeps the plan for the session; planning this costs more than running it.
  return (select json_build_object(
    'ticket', to_json(t),
    'account', json_build_object('tier', a.tier, 'kind', a.kind, 'access', a.access, 'name', a.name),
    'team', case when a.access = 'restricted' then coalesce((select json_agg(m.staff_id) from account_team m where m.account_id = a.id), '[]') else '[]' end,
    'playbook', (select b.document from playbooks b where b.kind = t.kind),
    'version_by', (select s.name from staff s where s.id::text = t.version_by),
    'reporter_department', r.department,
    'restoration', (select json_build_object('id', x.id, 'at', x.at, 'how', x.how) from restorations x where x.ticket_id = t.id and x.withdrawn_at is null),
    'resolution', (select to_json(x) from resolutions x where x.ticket_id = t.id and x.reopened_at is null order by x.at desc limit 1),
    'offers', coalesce((select json_agg(to_json(h) order by h.offered_at) from hand_offs h where h.ticket_id = t.id and h.state = 'offered'), '[]'),
    -- How the owner last came by it: what goes straight back to its giver has bounced.
    'last_pass', (
      select json_build_object('from_id', h.from_id, 'to_id', h.to_id, 'to_station', h.to_station) from hand_offs h
      where h.ticket_id = t.id and h.duty = 'owner' and h.state = 'accepted' order by h.offered_at desc limit 1),
    'wait', (select to_json(w) from waits w where w.ticket_id = t.id and w.ended_at is null),
    'findings', coalesce((select json_agg(to_json(f) order by f.at, f.id) from findings f where f.ticket_id = t.id), '[]'),
    'participants', coalesce((select json_agg(json_build_object('kind', p.person_kind, 'id', p.person_id, 'words', p.sees_customer_words)) from participants p where p.ticket_id = t.id), '[]'),
    -- The text of our latest words to the customer: the same again keeps nothing.
    'our_word', (
      select w.said from (
        (select m.at, m.body as said from messages m where m.ticket_id = t.id and m.audience = 'customer' and m.author_kind = 'staff' order by m.at desc limit 1)
        union all
        (select k.to_at, k.said from contact_records k where k.ticket_id = t.id order by k.to_at desc limit 1)) w
      order by w.at desc limit 1),
    'line', json_build_object(
      'lead_id', l.lead_id, 'executive_id', l.executive_id, 'project_lead_id', l.project_lead_id,
      'calendar_id', l.calendar_id, 'calendar_version', c.version,
      'duty_manager_id', ws.duty_manager_id, 'last_resort_id', ws.last_resort_id),
    -- Open ones, what a reopening or a withdrawn restoration revives, and the last cycle of the cadence.
    'obligations', coalesce((
      select json_agg(to_json(o) order by o.armed_at, o.id) from obligations o
      where o.ticket_id = t.id and (
        o.state = 'pending'
        or (o.state = 'broken' and o.fulfilled_at is null and o.cancelled_at is null)
        or o.kind not in ('next_update', 'answer', 'nudge', 'first_response', 'acknowledge', 'promise', 'reminder')
        or o.id = (select n.id from obligations n where n.ticket_id = t.id and n.kind = 'next_update' order by n.armed_at desc, n.cycle desc limit 1)
        or (o.kind in ('acknowledge', 'first_response') and o.cycle = 1))), '[]'))
  from tickets t
  join accounts a on a.id = t.account_id
  join product_lines l on l.id = t.product_line_id
  join calendars c on c.id = l.calendar_id
  cross join workspace ws
  left join contacts r on r.id = t.reporter_id
  where t.id = p_id);
end
$$;

create function lock_ticket(p_id uuid, p_number bigint) returns json language plpgsql volatile as $$
declare
  v_id uuid;
begin
  if p_id is not null then
    select id into v_id from tickets where id = p_id for update;
  else
    select id into v_id from tickets where number = p_number for update;
  end if;
  if v_id is null then
    return null;
  end if;
  perform 1 from obligations where ticket_id = v_id and next_at is not null order by id for update;
  return ticket_facts(v_id);
end
$$;
