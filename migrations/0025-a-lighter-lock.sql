-- Why: every command on a ticket joined the names of its owner and liaison, which only a page shows: two relations fewer to set up while the
-- ticket is locked. A page finds all its people's names in one look-up, as it did for most tickets already.

-- What stands around a ticket at hand: everything its rules ask, and with p_named the names on it, those of p_people too.
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
    (select json_agg(to_json(h)) from hand_offs h
      where h.ticket_id = t.id and (h.state = 'offered' or (h.state = 'accepted' and h.duty = 'owner'))) as passes,
    (select json_agg(to_json(x)) from findings x where x.ticket_id = t.id) as findings,
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
    'ticket', to_json(t), 'staff', v_staff, 'component', v_component, 'environment', v_environment,
    'account', f.account, 'line', f.line, 'team', coalesce(v_team, '[]'), 'playbook', v_playbook,
    'version_by', v_version_by, 'reporter', f.reporter, 'reporter_department', f.reporter_department,
    'restoration', v_restoration, 'resolution', v_resolution, 'wait', v_wait,
    'passes', coalesce(f.passes, '[]'), 'findings', coalesce(f.findings, '[]'),
    'participants', coalesce(f.participants, '[]'), 'obligations', coalesce(p_obligations, '[]'));
end
$$;
