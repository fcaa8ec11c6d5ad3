-- Why: by profile, a third of what PostgreSQL does for a command is setting up statements: each relation in a query costs some ten
-- microseconds before the first row. So what a ticket's rules ask is read step by step, and what cannot be there (a wait of a
-- ticket that does not wait) is not looked for; who calls is found by its key and then in one table; intake stops counting at its
-- limit instead of collecting all a person's tickets first; and words of fixed lists are checked by one function a table, since
-- PostgreSQL parses every check constraint anew for every statement.

-- ticket_facts(uuid) and lock_ticket(uuid, bigint) stay for processes of the version before; a later release removes them.

-- `p_named`: with the names of whoever holds a duty or an obligation on it, and of what it belongs to, for a ticket to show.
create function ticket_facts(p_id uuid, p_named boolean) returns json language plpgsql stable as $$
declare
  t tickets;
  f record;
  v_restoration json;
  v_resolution json;
  v_wait json;
  v_team json;
  v_version_by text;
  v_staff json;
  v_component text;
  v_environment text;
begin
  select * into t from tickets where id = p_id;
  if not found then
    return null;
  end if;
  select
    json_build_object('tier', a.tier, 'kind', a.kind, 'access', a.access, 'name', a.name) as account, a.access,
    json_build_object(
      'name', l.name, 'lead_id', l.lead_id, 'executive_id', l.executive_id, 'project_lead_id', l.project_lead_id,
      'calendar_id', l.calendar_id, 'calendar_version', c.version,
      'duty_manager_id', ws.duty_manager_id, 'last_resort_id', ws.last_resort_id) as line,
    r.name as reporter, r.department as reporter_department,
    (select v.document from playbook_versions v where v.kind = t.kind and v.edition <= t.playbook_edition order by v.version desc limit 1) as playbook,
    -- Open offers, and every time the owner's duty was accepted: what goes straight back to its giver has bounced.
    (select json_agg(to_json(h)) from hand_offs h
      where h.ticket_id = p_id and (h.state = 'offered' or (h.state = 'accepted' and h.duty = 'owner'))) as passes,
    (select json_agg(to_json(x)) from findings x where x.ticket_id = p_id) as findings,
    (select json_agg(json_build_object('kind', p.person_kind, 'id', p.person_id, 'words', p.sees_customer_words))
      from participants p where p.ticket_id = p_id) as participants,
    owed.obligations, owed.holders
  into f
  from accounts a
  cross join workspace ws
  join product_lines l on l.id = t.product_line_id
  join calendars c on c.id = l.calendar_id
  left join contacts r on r.id = t.reporter_id
  -- Open ones, what a reopening or a withdrawn restoration revives, and the last cycle of the cadence. In no order: whoever reads puts them in one.
  cross join lateral (
    select json_agg(to_json(o)) as obligations, array_agg(o.holder_id) as holders from obligations o
    where o.ticket_id = p_id and (
      o.state = 'pending'
      or (o.state = 'broken' and o.fulfilled_at is null and o.cancelled_at is null)
      or o.kind not in ('next_update', 'answer', 'nudge', 'first_response', 'acknowledge', 'promise', 'reminder')
      or (o.kind in ('acknowledge', 'first_response') and o.cycle = 1)
      or (o.kind = 'next_update' and o.id = (
        select n.id from obligations n where n.ticket_id = p_id and n.kind = 'next_update' order by n.armed_at desc, n.cycle desc limit 1)))) owed
  where a.id = t.account_id;
  if f.access = 'restricted' then
    select json_agg(m.staff_id) into v_team from account_team m where m.account_id = t.account_id;
  end if;
  if t.restored_at is not null then
    select json_build_object('id', x.id, 'at', x.at, 'how', x.how) into v_restoration
    from restorations x where x.ticket_id = p_id and x.withdrawn_at is null;
  end if;
  if t.resolved_at is not null then
    select to_json(x) into v_resolution from resolutions x where x.ticket_id = p_id and x.reopened_at is null order by x.at desc limit 1;
  end if;
  if t.status in ('waiting_on_customer', 'waiting_on_third_party') then
    select to_json(w) into v_wait from waits w where w.ticket_id = p_id and w.ended_at is null;
  end if;
  if t.version_by is not null then
    select s.name into v_version_by from staff s where s.id::text = t.version_by;
  end if;
  if p_named then
    select json_object_agg(s.id, s.name) into v_staff from staff s
    where s.id = any (f.holders || array[t.owner_id, t.liaison_id]);
    if t.component_id is not null then
      select name into v_component from components where id = t.component_id;
    end if;
    if t.environment_id is not null then
      select name into v_environment from environments where id = t.environment_id;
    end if;
  end if;
  return json_build_object(
    'ticket', to_json(t), 'staff', v_staff, 'component', v_component, 'environment', v_environment,
    'account', f.account, 'line', f.line, 'team', coalesce(v_team, '[]'), 'playbook', f.playbook,
    'version_by', v_version_by, 'reporter', f.reporter, 'reporter_department', f.reporter_department,
    'restoration', v_restoration, 'resolution', v_resolution, 'wait', v_wait,
    'passes', coalesce(f.passes, '[]'), 'findings', coalesce(f.findings, '[]'),
    'participants', coalesce(f.participants, '[]'), 'obligations', coalesce(f.obligations, '[]'));
end
$$;

-- Locks first and reads then, in statements of their own: one select … for update would see what hangs beside the ticket as it
-- was before it waited. Locking goes ticket first, then its obligations; the sweep takes obligations with skip locked, so nobody
-- waits in a circle.
create function lock_ticket_facts(p_id uuid, p_number bigint) returns json language plpgsql volatile as $$
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
  return ticket_facts(v_id, false);
end
$$;

-- Who calls with a key: found by its hash, then in the one table its person is in. No row: nobody's key, or one that has ended.
-- A person who is disabled or gone has no found_id.
create function caller_by_key(p_hash bytea, p_at timestamptz(3), out key_id uuid, out key_name text, out scopes text[],
  out last_used_at timestamptz(3), out person_kind text, out person_id uuid, out found_id uuid, out name text, out locale text, out role text,
  out functions text[], out account_id uuid, out sees text, out department text, out may_confirm boolean
) returns setof record language plpgsql stable as $$
#variable_conflict use_column
declare
  k record;
begin
  select x.id, x.name, x.scopes, x.last_used_at, x.person_kind, x.person_id into k
  from api_keys x where x.hash = p_hash and x.revoked_at is null and (x.expires_at is null or x.expires_at > p_at);
  if not found then
    return;
  end if;
  key_id := k.id;
  key_name := k.name;
  scopes := k.scopes;
  last_used_at := k.last_used_at;
  person_kind := k.person_kind;
  person_id := k.person_id;
  if k.person_kind = 'staff' then
    select s.id, s.name, s.locale, s.role, s.functions into found_id, name, locale, role, functions
    from staff s where s.id = k.person_id and s.active;
  elsif k.person_kind = 'contact' then
    select c.id, c.name, c.locale, c.account_id, c.sees, c.department, c.may_confirm
    into found_id, name, locale, account_id, sees, department, may_confirm
    from contacts c where c.id = k.person_id and c.active;
  elsif k.person_kind = 'partner' then
    select p.id, p.name, p.locale into found_id, name, locale from partner_people p where p.id = k.person_id and p.active;
  end if;
  return next;
end
$$;

-- The same by a session's token.
create function caller_by_session(p_token text, p_at timestamptz(3), out session_id uuid, out user_id uuid, out expires_at timestamptz(3),
  out person_kind text, out person_id uuid, out found_id uuid, out name text, out locale text, out role text,
  out functions text[], out account_id uuid, out sees text, out department text, out may_confirm boolean
) returns setof record language plpgsql stable as $$
#variable_conflict use_column
declare
  i record;
begin
  select x.id, x.user_id, x.expires_at, u.person_kind, u.person_id into i
  from identity_sessions x join identity_users u on u.id = x.user_id where x.token = p_token and x.expires_at > p_at;
  if not found then
    return;
  end if;
  session_id := i.id;
  user_id := i.user_id;
  expires_at := i.expires_at;
  person_kind := i.person_kind;
  person_id := i.person_id;
  if i.person_kind = 'staff' then
    select s.id, s.name, s.locale, s.role, s.functions into found_id, name, locale, role, functions
    from staff s where s.id = i.person_id and s.active;
  elsif i.person_kind = 'contact' then
    select c.id, c.name, c.locale, c.account_id, c.sees, c.department, c.may_confirm
    into found_id, name, locale, account_id, sees, department, may_confirm
    from contacts c where c.id = i.person_id and c.active;
  elsif i.person_kind = 'partner' then
    select p.id, p.name, p.locale into found_id, name, locale from partner_people p where p.id = i.person_id and p.active;
  end if;
  return next;
end
$$;

-- Counting goes by the index and stops at the limit.
create or replace function intake_people(asking_account uuid, asked_line uuid, asked_at timestamptz(3), count_limit integer)
returns table (
  line_id uuid, roles text[], id uuid, name text, time_zone text, hours text, away_from timestamptz(3), away_until timestamptz(3),
  rostered boolean, roster_empty boolean, open_duties bigint, open_severe bigint
)
language plpgsql stable
set enable_seqscan = off
-- A bitmap would gather all of a person's tickets before the limit stops it.
set enable_bitmapscan = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
  return query
    with line as (
      select l.id, l.lead_id from product_lines l
      where l.id = coalesce(asked_line, (select w.default_product_line_id from workspace w)) and l.archived_at is null
    ), on_roster as materialized (
      select r.function_key, r.staff_id from rosters r join line on r.product_line_id = line.id join staff s on s.id = r.staff_id and s.active
      where r.starts_at <= asked_at and r.ends_at > asked_at
    ), of_squads as materialized (
      select m.staff_id from squads q join line on q.product_line_id = line.id join squad_members m on m.squad_id = q.id and m.function_key = 'frontline'
    ), frontline as (
      select staff_id from on_roster where function_key = 'frontline'
      union select staff_id from of_squads where not exists (select from on_roster where function_key = 'frontline')
      union select s.id from staff s where s.functions @> '{frontline}' and s.active
        and not exists (select from on_roster where function_key = 'frontline') and not exists (select from of_squads)
    ), asked as (
      select staff_id, array_agg(role) as roles from (
        select service_person_id as staff_id, 'service' as role from accounts where accounts.id = asking_account
        union all select staff_id, 'frontline' from frontline
        union all (select q.lead_id, 'squad-lead' from squads q join line on q.product_line_id = line.id order by q.id limit 1)
        union all select lead_id, 'line-lead' from line
        union all select duty_manager_id, 'duty-manager' from workspace
        union all select last_resort_id, 'last-resort' from workspace
      ) a where staff_id is not null group by staff_id
    )
    select line.id as line_id, asked.roles, s.id, s.name, s.time_zone, s.working_hours::text as hours, s.away_from, s.away_until,
      exists (select from rosters r where r.staff_id = s.id and r.starts_at <= asked_at and r.ends_at > asked_at) as rostered,
      ('frontline' = any(asked.roles) or s.functions = '{}' or not s.functions <@ array(select function_key from on_roster)) as roster_empty,
      owned.n + liaised.n as open_duties, owned.severe as open_severe
    from line cross join asked join staff s on s.id = asked.staff_id and s.active
    cross join lateral (select count(*) as n, count(*) filter (where severity in ('S1', 'S2')) as severe from (
      select severity from tickets where owner_id = s.id and status <> 'closed' limit count_limit) t) owned
    cross join lateral (select count(*) as n from (
      select from tickets where liaison_id = s.id and status <> 'closed' limit count_limit) t) liaised
    order by s.id;
end $$;

-- The same words as the check constraints of each column; one call a row instead of parsing a list for each column and statement.
create function known_ticket_words(
  kind text, origin text, status text, severity text, severity_claimed text, severity_proposed text, severity_first text,
  suspected_side text, closed_as text
) returns boolean language plpgsql immutable parallel safe as $$
begin
  return kind in ('question', 'defect', 'outage', 'request', 'service', 'advisory', 'complaint')
    and origin in ('customer', 'staff', 'alert', 'prospect', 'unknown')
    and status in ('open', 'waiting_on_customer', 'waiting_on_third_party', 'scheduled', 'observing', 'resolved', 'closed')
    and severity in ('S1', 'S2', 'S3', 'S4')
    and (severity_claimed is null or severity_claimed in ('S1', 'S2', 'S3', 'S4'))
    and (severity_proposed is null or severity_proposed in ('S1', 'S2', 'S3', 'S4'))
    and (severity_first is null or severity_first in ('S1', 'S2', 'S3', 'S4'))
    and suspected_side in ('ours', 'our_supplier', 'customer', 'customers_third_party', 'unknown')
    and (closed_as is null or closed_as in ('confirmed', 'silent', 'no_response', 'dismissed', 'merged'));
end
$$;

create function known_obligation_words(state text, mode text, holder_duty text, severity text) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return state in ('pending', 'kept', 'broken', 'cancelled')
    and mode in ('observe', 'warn', 'enforce')
    and (holder_duty is null or holder_duty in ('owner', 'liaison', 'lead', 'duty_manager'))
    and (severity is null or severity in ('S1', 'S2', 'S3', 'S4'));
end
$$;

create function known_event_words(audience text, actor_kind text, restriction text) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return audience in ('customer', 'partner', 'internal')
    and actor_kind in ('staff', 'contact', 'partner', 'integration', 'system')
    and (restriction is null or restriction in ('named', 'confidential', 'restricted'));
end
$$;
