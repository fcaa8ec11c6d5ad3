-- Why: each new ticket asks who may take it, and planning that question cost more than answering it. In a function it is planned
-- once per connection. Planned while its tables may still be empty, it is told to go by the indexes anyway; before PostgreSQL 18
-- that counts as a very dear plan, worth compiling, which it is not: hence no JIT.
create function intake_people(asking_account uuid, asked_line uuid, asked_at timestamptz(3), count_limit integer)
returns table (
  line_id uuid, roles text[], id uuid, name text, time_zone text, hours text, away_from timestamptz(3), away_until timestamptz(3),
  rostered boolean, roster_empty boolean, open_duties bigint, open_severe bigint
)
language plpgsql stable
set enable_seqscan = off
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
