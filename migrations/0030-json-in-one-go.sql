-- Why: a row made into JSON and then gathered is written out twice, and a ticket handed to a function looks its type up anew. Gathered and built as they
-- are, the same JSON comes out of a lock or a read of a ticket for a seventh less.

create or replace function read_ticket(p_id uuid, p_number bigint, p_named boolean, p_words integer) returns json language plpgsql stable as $$
declare
  t tickets;
  w record;
  v_obligations json;
  v_holders uuid[];
  v_people json;
begin
  if p_id is not null then
    select * into t from tickets where id = p_id;
  else
    select * into t from tickets where number = p_number;
  end if;
  if not found then
    return null;
  end if;
  -- Open ones, what a reopening or a withdrawn restoration revives, and the last cycle of the cadence. In no order: whoever reads puts them in one.
  select json_agg(o), array_agg(o.holder_id) into v_obligations, v_holders from obligations o
  where o.ticket_id = t.id and (
    o.state = 'pending'
    or (o.state = 'broken' and o.fulfilled_at is null and o.cancelled_at is null)
    or o.kind not in ('next_update', 'answer', 'nudge', 'first_response', 'acknowledge', 'promise', 'reminder')
    or (o.kind in ('acknowledge', 'first_response') and o.cycle = 1)
    or (o.kind = 'next_update' and o.id = (
      select n.id from obligations n where n.ticket_id = t.id and n.kind = 'next_update' order by n.armed_at desc, n.cycle desc limit 1)));
  if p_words = 0 then
    return json_build_object('around', ticket_around(t, v_obligations, p_named, v_holders));
  end if;
  select json_agg(m) as words, array_agg(m.author_id::uuid) filter (where m.author_kind = 'staff') as staff,
    array_agg(m.author_id::uuid) filter (where m.author_kind = 'contact') as contacts,
    array_agg(m.author_id::uuid) filter (where m.author_kind in ('partner', 'integration')) as others,
    bool_or(m.to_contact_ids is not null) as names_some,
    (select json_agg(json_build_object('messageId', f.message_id, 'id', f.id, 'name', f.name, 'size', f.size, 'sha256', f.sha256,
      'mediaType', f.media_type) order by f.id)
      from attachments f where f.ticket_id = t.id and f.message_id is not null) as files
  into w from (
    select id, audience, body, author_kind, author_id, channel, to_contact_ids, next_update_at, at
    from messages where ticket_id = t.id order by at, id limit p_words) m;
  if w.others is not null or w.names_some then
    select json_object_agg(p.id, p.name) into v_people from (
      select id, name from contacts where id = any (w.contacts)
      or id in (select unnest(m.to_contact_ids) from messages m where m.ticket_id = t.id and m.to_contact_ids is not null)
      union all select id, name from partner_people where id = any (w.others)
      union all select id, name from api_keys where id = any (w.others)) p;
  elsif w.contacts is not null and not w.contacts <@ array[t.reporter_id] then
    select json_object_agg(id, name) into v_people from contacts where id = any (w.contacts);
  end if;
  return json_build_object(
    'around', ticket_around(t, v_obligations, p_named, v_holders || w.staff),
    'words', w.words, 'people', v_people, 'files', w.files);
end
$$;

create or replace function lock_ticket_around(p_id uuid, p_number bigint) returns json language plpgsql as $$
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
  select json_agg(o) into v_obligations from (
    select x.* from obligations x
    where x.ticket_id = t.id and (
      x.state = 'pending'
      or (x.state = 'broken' and x.fulfilled_at is null and x.cancelled_at is null)
      or x.kind not in ('next_update', 'answer', 'nudge', 'first_response', 'acknowledge', 'promise', 'reminder')
      or (x.kind in ('acknowledge', 'first_response') and x.cycle = 1)
      or (x.kind = 'next_update' and x.id = (
        select n.id from obligations n where n.ticket_id = t.id and n.kind = 'next_update' order by n.armed_at desc, n.cycle desc limit 1)))
    order by x.id for update) o;
  return ticket_around(t, v_obligations, false, null);
end
$$;

create or replace function ticket_around(t tickets, p_obligations json, p_named boolean, p_people uuid[]) returns json language plpgsql stable as $$
declare
  f record;
  v_restoration json;
  v_resolution json;
  v_wait json;
  v_team json;
  v_playbook jsonb;
  v_version_by text;
  v_staff json;
  v_component text;
  v_environment text;
begin
  select
    json_build_object('tier', a.tier, 'kind', a.kind, 'access', a.access, 'name', a.name) as account, a.access,
    json_build_object(
      'name', l.name, 'lead_id', l.lead_id, 'executive_id', l.executive_id, 'project_lead_id', l.project_lead_id,
      'calendar_id', l.calendar_id, 'calendar_version', c.version,
      'duty_manager_id', ws.duty_manager_id, 'last_resort_id', ws.last_resort_id) as line,
    r.name as reporter, r.department as reporter_department,
    -- Open offers, and every time the owner's duty was accepted: what goes straight back to its giver has bounced.
    (select json_agg(h) from hand_offs h
      where h.ticket_id = t.id and (h.state = 'offered' or (h.state = 'accepted' and h.duty = 'owner'))) as passes,
    (select json_agg(x) from findings x where x.ticket_id = t.id) as findings,
    (select json_agg(json_build_object('kind', p.person_kind, 'id', p.person_id, 'words', p.sees_customer_words))
      from participants p where p.ticket_id = t.id) as participants
  into f
  from accounts a
  cross join workspace ws
  join product_lines l on l.id = t.product_line_id
  join calendars c on c.id = l.calendar_id
  left join contacts r on r.id = t.reporter_id
  where a.id = t.account_id;
  -- Made before any playbook was published: the one the product ships.
  if t.playbook_edition > 0 then
    select v.document into v_playbook from playbook_versions v
    where v.kind = t.kind and v.edition <= t.playbook_edition order by v.version desc limit 1;
  end if;
  if f.access = 'restricted' then
    select json_agg(m.staff_id) into v_team from account_team m where m.account_id = t.account_id;
  end if;
  if t.restored_at is not null then
    select json_build_object('id', x.id, 'at', x.at, 'how', x.how) into v_restoration
    from restorations x where x.ticket_id = t.id and x.withdrawn_at is null;
  end if;
  if t.resolved_at is not null then
    select to_json(x) into v_resolution from resolutions x where x.ticket_id = t.id and x.reopened_at is null order by x.at desc limit 1;
  end if;
  if t.status in ('waiting_on_customer', 'waiting_on_third_party') then
    select to_json(w) into v_wait from waits w where w.ticket_id = t.id and w.ended_at is null;
  end if;
  if t.version_by is not null then
    select s.name into v_version_by from staff s where s.id::text = t.version_by;
  end if;
  if p_named then
    select json_object_agg(s.id, s.name) into v_staff from staff s where s.id = any (p_people || array[t.owner_id, t.liaison_id]);
    if t.component_id is not null then
      select name into v_component from components where id = t.component_id;
    end if;
    if t.environment_id is not null then
      select name into v_environment from environments where id = t.environment_id;
    end if;
  end if;
  return json_build_object(
    'ticket', t, 'staff', v_staff, 'component', v_component, 'environment', v_environment,
    'account', f.account, 'line', f.line, 'team', coalesce(v_team, '[]'), 'playbook', v_playbook,
    'version_by', v_version_by, 'reporter', f.reporter, 'reporter_department', f.reporter_department,
    'restoration', v_restoration, 'resolution', v_resolution, 'wait', v_wait,
    'passes', coalesce(f.passes, '[]'), 'findings', coalesce(f.findings, '[]'),
    'participants', coalesce(f.participants, '[]'), 'obligations', coalesce(p_obligations, '[]'));
end
$$;

