-- Why: administrators edit playbooks, and what began under one keeps it. Every version is kept, and publications are counted
-- over all kinds (edition): a ticket remembers the count as it was when it was made, and is worked by the newest version of its
-- kind among those. A ticket whose kind changes so takes the other kind's playbook of the same time, and no clock is compared.
-- Beside it, an index: figures over many tickets ask for all restorations of each, withdrawn ones too.
create table playbook_versions (
  kind text not null references playbooks (kind),
  version integer not null,
  edition integer not null unique,
  document jsonb not null,
  created_at timestamptz(3) not null,
  created_by uuid references staff (id),
  primary key (kind, version)
);

-- A playbook that is there already has been in force for every ticket.
insert into playbook_versions (kind, version, edition, document, created_at)
  select kind, version, 1 - row_number() over (order by kind), document, updated_at from playbooks;

alter table tickets add column playbook_edition integer not null default 0;

create index restorations_by_ticket on restorations (ticket_id, at);

create or replace function ticket_facts(p_id uuid) returns json language plpgsql stable as $$
begin
  -- plpgsql keeps the plan for the session; planning this costs more than running it.
  return (select json_build_object(
    'ticket', to_json(t),
    'account', json_build_object('tier', a.tier, 'kind', a.kind, 'access', a.access, 'name', a.name),
    'team', case when a.access = 'restricted' then coalesce((select json_agg(m.staff_id) from account_team m where m.account_id = a.id), '[]') else '[]' end,
    'playbook', (
      select v.document from playbook_versions v where v.kind = t.kind and v.edition <= t.playbook_edition order by v.version desc limit 1),
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
