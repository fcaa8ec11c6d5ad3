-- front line
select t.id, t.number, t.kind, t.title, t.status, t.station, t.stations_completed, t.playbook_edition, t.severity, t.triaged_at,
  t.owner_id, o.name as owner_name, t.owner_acknowledged_at, t.liaison_id, i.name as liaison_name,
  t.account_id, t.account_name, t.tier, t.product_line_id as line_id, l.name as line_name,
  t.due_at, t.due_kind, t.risk_from, t.resolved_at, t.last_word,
  case t.last_word->>'kind' when 'staff' then (select name from staff where id = (t.last_word->>'id')::uuid)
    when 'contact' then (select name from contacts where id = (t.last_word->>'id')::uuid) end as last_word_by,
  t.customer_wrote_at, t.created_at, t.updated_at, t.confidential, (not t.confidential or t.owner_id = $1 or t.liaison_id = $2 or exists (select from participants p where p.ticket_id = t.id and p.person_id = $3)) as seen,
  t.scheduled_version, t.scheduled_on::text as scheduled_on, t.confirmed_at, null::timestamptz as next_update_at
from (
  select t.*, a.name as account_name, a.tier, d.due_at, d.due_kind, d.risk_from
  from tickets t join accounts a on a.id = t.account_id join ticket_dues d on d.ticket_id = t.id
  where (a.access = 'open' or t.owner_id = $4 or t.liaison_id = $5 or exists (select from account_team m where m.account_id = a.id and m.staff_id = $6) or exists (select from participants p where p.ticket_id = t.id and p.person_id = $7)) and d.status <> 'closed' order by d.due_at asc nulls last, d.ticket_id asc limit 51) t
join product_lines l on l.id = t.product_line_id join staff o on o.id = t.owner_id join staff i on i.id = t.liaison_id
order by t.due_at asc nulls last, t.id asc;

-- front line, next page
select t.id, t.number, t.kind, t.title, t.status, t.station, t.stations_completed, t.playbook_edition, t.severity, t.triaged_at,
  t.owner_id, o.name as owner_name, t.owner_acknowledged_at, t.liaison_id, i.name as liaison_name,
  t.account_id, t.account_name, t.tier, t.product_line_id as line_id, l.name as line_name,
  t.due_at, t.due_kind, t.risk_from, t.resolved_at, t.last_word,
  case t.last_word->>'kind' when 'staff' then (select name from staff where id = (t.last_word->>'id')::uuid)
    when 'contact' then (select name from contacts where id = (t.last_word->>'id')::uuid) end as last_word_by,
  t.customer_wrote_at, t.created_at, t.updated_at, t.confidential, (not t.confidential or t.owner_id = $1 or t.liaison_id = $2 or exists (select from participants p where p.ticket_id = t.id and p.person_id = $3)) as seen,
  t.scheduled_version, t.scheduled_on::text as scheduled_on, t.confirmed_at, null::timestamptz as next_update_at
from (
  select t.*, a.name as account_name, a.tier, d.due_at, d.due_kind, d.risk_from
  from tickets t join accounts a on a.id = t.account_id join ticket_dues d on d.ticket_id = t.id
  where (a.access = 'open' or t.owner_id = $4 or t.liaison_id = $5 or exists (select from account_team m where m.account_id = a.id and m.staff_id = $6) or exists (select from participants p where p.ticket_id = t.id and p.person_id = $7)) and d.status <> 'closed' and (d.due_at > $8::timestamptz or (d.due_at = $9::timestamptz and d.ticket_id > $10::uuid) or d.due_at is null) order by d.due_at asc nulls last, d.ticket_id asc limit 51) t
join product_lines l on l.id = t.product_line_id join staff o on o.id = t.owner_id join staff i on i.id = t.liaison_id
order by t.due_at asc nulls last, t.id asc;

-- front line: nobody has accepted
select t.id, t.number, t.kind, t.title, t.status, t.station, t.stations_completed, t.playbook_edition, t.severity, t.triaged_at,
  t.owner_id, o.name as owner_name, t.owner_acknowledged_at, t.liaison_id, i.name as liaison_name,
  t.account_id, t.account_name, t.tier, t.product_line_id as line_id, l.name as line_name,
  t.due_at, t.due_kind, t.risk_from, t.resolved_at, t.last_word,
  case t.last_word->>'kind' when 'staff' then (select name from staff where id = (t.last_word->>'id')::uuid)
    when 'contact' then (select name from contacts where id = (t.last_word->>'id')::uuid) end as last_word_by,
  t.customer_wrote_at, t.created_at, t.updated_at, t.confidential, (not t.confidential or t.owner_id = $1 or t.liaison_id = $2 or exists (select from participants p where p.ticket_id = t.id and p.person_id = $3)) as seen,
  t.scheduled_version, t.scheduled_on::text as scheduled_on, t.confirmed_at, null::timestamptz as next_update_at
from (
  select t.*, a.name as account_name, a.tier, d.due_at, d.due_kind, d.risk_from
  from tickets t join accounts a on a.id = t.account_id join ticket_dues d on d.ticket_id = t.id
  where (a.access = 'open' or t.owner_id = $4 or t.liaison_id = $5 or exists (select from account_team m where m.account_id = a.id and m.staff_id = $6) or exists (select from participants p where p.ticket_id = t.id and p.person_id = $7)) and d.status in ('open', 'waiting_on_third_party', 'scheduled', 'observing') and not d.accepted order by d.due_at asc nulls last, d.ticket_id asc limit 51) t
join product_lines l on l.id = t.product_line_id join staff o on o.id = t.owner_id join staff i on i.id = t.liaison_id
order by t.due_at asc nulls last, t.id asc;

-- front line: at risk
select t.id, t.number, t.kind, t.title, t.status, t.station, t.stations_completed, t.playbook_edition, t.severity, t.triaged_at,
  t.owner_id, o.name as owner_name, t.owner_acknowledged_at, t.liaison_id, i.name as liaison_name,
  t.account_id, t.account_name, t.tier, t.product_line_id as line_id, l.name as line_name,
  t.due_at, t.due_kind, t.risk_from, t.resolved_at, t.last_word,
  case t.last_word->>'kind' when 'staff' then (select name from staff where id = (t.last_word->>'id')::uuid)
    when 'contact' then (select name from contacts where id = (t.last_word->>'id')::uuid) end as last_word_by,
  t.customer_wrote_at, t.created_at, t.updated_at, t.confidential, (not t.confidential or t.owner_id = $1 or t.liaison_id = $2 or exists (select from participants p where p.ticket_id = t.id and p.person_id = $3)) as seen,
  t.scheduled_version, t.scheduled_on::text as scheduled_on, t.confirmed_at, null::timestamptz as next_update_at
from (
  select t.*, a.name as account_name, a.tier, d.due_at, d.due_kind, d.risk_from
  from tickets t join accounts a on a.id = t.account_id join ticket_dues d on d.ticket_id = t.id
  where (a.access = 'open' or t.owner_id = $4 or t.liaison_id = $5 or exists (select from account_team m where m.account_id = a.id and m.staff_id = $6) or exists (select from participants p where p.ticket_id = t.id and p.person_id = $7)) and d.status not in ('resolved', 'closed') and (d.accepted or d.status = 'waiting_on_customer') and d.risk_from <= $8::timestamptz order by d.due_at asc nulls last, d.ticket_id asc limit 11) t
join product_lines l on l.id = t.product_line_id join staff o on o.id = t.owner_id join staff i on i.id = t.liaison_id
order by t.due_at asc nulls last, t.id asc;

-- front line: moving
select t.id, t.number, t.kind, t.title, t.status, t.station, t.stations_completed, t.playbook_edition, t.severity, t.triaged_at,
  t.owner_id, o.name as owner_name, t.owner_acknowledged_at, t.liaison_id, i.name as liaison_name,
  t.account_id, t.account_name, t.tier, t.product_line_id as line_id, l.name as line_name,
  t.due_at, t.due_kind, t.risk_from, t.resolved_at, t.last_word,
  case t.last_word->>'kind' when 'staff' then (select name from staff where id = (t.last_word->>'id')::uuid)
    when 'contact' then (select name from contacts where id = (t.last_word->>'id')::uuid) end as last_word_by,
  t.customer_wrote_at, t.created_at, t.updated_at, t.confidential, (not t.confidential or t.owner_id = $1 or t.liaison_id = $2 or exists (select from participants p where p.ticket_id = t.id and p.person_id = $3)) as seen,
  t.scheduled_version, t.scheduled_on::text as scheduled_on, t.confirmed_at, null::timestamptz as next_update_at
from (
  select t.*, a.name as account_name, a.tier, d.due_at, d.due_kind, d.risk_from
  from tickets t join accounts a on a.id = t.account_id join ticket_dues d on d.ticket_id = t.id
  where (a.access = 'open' or t.owner_id = $4 or t.liaison_id = $5 or exists (select from account_team m where m.account_id = a.id and m.staff_id = $6) or exists (select from participants p where p.ticket_id = t.id and p.person_id = $7)) and d.status in ('open', 'waiting_on_third_party', 'scheduled', 'observing') and d.accepted and not (d.risk_from is not null and d.risk_from <= $8::timestamptz) order by d.due_at asc nulls last, d.ticket_id asc limit 51) t
join product_lines l on l.id = t.product_line_id join staff o on o.id = t.owner_id join staff i on i.id = t.liaison_id
order by t.due_at asc nulls last, t.id asc;

-- front line: resolved today
select t.id, t.number, t.kind, t.title, t.status, t.station, t.stations_completed, t.playbook_edition, t.severity, t.triaged_at,
  t.owner_id, o.name as owner_name, t.owner_acknowledged_at, t.liaison_id, i.name as liaison_name,
  t.account_id, t.account_name, t.tier, t.product_line_id as line_id, l.name as line_name,
  t.due_at, t.due_kind, t.risk_from, t.resolved_at, t.last_word,
  case t.last_word->>'kind' when 'staff' then (select name from staff where id = (t.last_word->>'id')::uuid)
    when 'contact' then (select name from contacts where id = (t.last_word->>'id')::uuid) end as last_word_by,
  t.customer_wrote_at, t.created_at, t.updated_at, t.confidential, (not t.confidential or t.owner_id = $1 or t.liaison_id = $2 or exists (select from participants p where p.ticket_id = t.id and p.person_id = $3)) as seen,
  t.scheduled_version, t.scheduled_on::text as scheduled_on, t.confirmed_at, null::timestamptz as next_update_at
from (
  select t.*, a.name as account_name, a.tier, d.due_at, d.due_kind, d.risk_from
  from tickets t join accounts a on a.id = t.account_id join ticket_dues d on d.ticket_id = t.id
  where (a.access = 'open' or t.owner_id = $4 or t.liaison_id = $5 or exists (select from account_team m where m.account_id = a.id and m.staff_id = $6) or exists (select from participants p where p.ticket_id = t.id and p.person_id = $7)) and t.resolved_at >= $8::timestamptz and t.status in ('resolved', 'closed') order by d.due_at asc nulls last, d.ticket_id asc limit 51) t
join product_lines l on l.id = t.product_line_id join staff o on o.id = t.owner_id join staff i on i.id = t.liaison_id
order by t.due_at asc nulls last, t.id asc;

-- open tickets by severity
select t.id, t.number, t.kind, t.title, t.status, t.station, t.stations_completed, t.playbook_edition, t.severity, t.triaged_at,
  t.owner_id, o.name as owner_name, t.owner_acknowledged_at, t.liaison_id, i.name as liaison_name,
  t.account_id, t.account_name, t.tier, t.product_line_id as line_id, l.name as line_name,
  t.due_at, t.due_kind, t.risk_from, t.resolved_at, t.last_word,
  case t.last_word->>'kind' when 'staff' then (select name from staff where id = (t.last_word->>'id')::uuid)
    when 'contact' then (select name from contacts where id = (t.last_word->>'id')::uuid) end as last_word_by,
  t.customer_wrote_at, t.created_at, t.updated_at, t.confidential, (not t.confidential or t.owner_id = $1 or t.liaison_id = $2 or exists (select from participants p where p.ticket_id = t.id and p.person_id = $3)) as seen,
  t.scheduled_version, t.scheduled_on::text as scheduled_on, t.confirmed_at, null::timestamptz as next_update_at
from (
  select t.*, a.name as account_name, a.tier, d.due_at, d.due_kind, d.risk_from
  from tickets t join accounts a on a.id = t.account_id join ticket_dues d on d.ticket_id = t.id
  where (a.access = 'open' or t.owner_id = $4 or t.liaison_id = $5 or exists (select from account_team m where m.account_id = a.id and m.staff_id = $6) or exists (select from participants p where p.ticket_id = t.id and p.person_id = $7)) and t.status <> 'closed' order by t.severity asc, t.created_at asc, t.id asc limit 51) t
join product_lines l on l.id = t.product_line_id join staff o on o.id = t.owner_id join staff i on i.id = t.liaison_id
order by t.severity asc, t.created_at asc, t.id asc;

-- all tickets, newest first
select t.id, t.number, t.kind, t.title, t.status, t.station, t.stations_completed, t.playbook_edition, t.severity, t.triaged_at,
  t.owner_id, o.name as owner_name, t.owner_acknowledged_at, t.liaison_id, i.name as liaison_name,
  t.account_id, t.account_name, t.tier, t.product_line_id as line_id, l.name as line_name,
  t.due_at, t.due_kind, t.risk_from, t.resolved_at, t.last_word,
  case t.last_word->>'kind' when 'staff' then (select name from staff where id = (t.last_word->>'id')::uuid)
    when 'contact' then (select name from contacts where id = (t.last_word->>'id')::uuid) end as last_word_by,
  t.customer_wrote_at, t.created_at, t.updated_at, t.confidential, (not t.confidential or t.owner_id = $1 or t.liaison_id = $2 or exists (select from participants p where p.ticket_id = t.id and p.person_id = $3)) as seen,
  t.scheduled_version, t.scheduled_on::text as scheduled_on, t.confirmed_at, null::timestamptz as next_update_at
from (
  select t.*, a.name as account_name, a.tier, d.due_at, d.due_kind, d.risk_from
  from tickets t join accounts a on a.id = t.account_id join ticket_dues d on d.ticket_id = t.id
  where (a.access = 'open' or t.owner_id = $4 or t.liaison_id = $5 or exists (select from account_team m where m.account_id = a.id and m.staff_id = $6) or exists (select from participants p where p.ticket_id = t.id and p.person_id = $7)) order by t.created_at desc, t.id desc limit 51) t
join product_lines l on l.id = t.product_line_id join staff o on o.id = t.owner_id join staff i on i.id = t.liaison_id
order by t.created_at desc, t.id desc;

-- an account’s tickets, as its contact
select t.id, t.number, t.kind, t.title, t.status, t.station, t.stations_completed, t.playbook_edition, t.severity, t.triaged_at,
  t.owner_id, o.name as owner_name, t.owner_acknowledged_at, t.liaison_id, i.name as liaison_name,
  t.account_id, t.account_name, t.tier, t.product_line_id as line_id, l.name as line_name,
  t.due_at, t.due_kind, t.risk_from, t.resolved_at, t.last_word,
  case t.last_word->>'kind' when 'staff' then (select name from staff where id = (t.last_word->>'id')::uuid)
    when 'contact' then (select name from contacts where id = (t.last_word->>'id')::uuid) end as last_word_by,
  t.customer_wrote_at, t.created_at, t.updated_at, t.confidential, true as seen,
  t.scheduled_version, t.scheduled_on::text as scheduled_on, t.confirmed_at, (select min(o.due_at) from obligations o where o.ticket_id = t.id and o.kind in ('first_response', 'answer', 'next_update')
and (o.state = 'pending' or (o.state = 'broken' and o.fulfilled_at is null and o.cancelled_at is null))) as next_update_at
from (
  select t.*, a.name as account_name, a.tier, d.due_at, d.due_kind, d.risk_from
  from tickets t join accounts a on a.id = t.account_id join ticket_dues d on d.ticket_id = t.id
  where t.account_id = $1 and (not t.confidential or (t.reporter_id = $2 or exists (select from participants p where p.ticket_id = t.id and p.person_id = $3))) order by t.created_at desc, t.id desc limit 51) t
join product_lines l on l.id = t.product_line_id join staff o on o.id = t.owner_id join staff i on i.id = t.liaison_id
order by t.created_at desc, t.id desc;

-- my own tickets, as a contact
select t.id, t.number, t.kind, t.title, t.status, t.station, t.stations_completed, t.playbook_edition, t.severity, t.triaged_at,
  t.owner_id, o.name as owner_name, t.owner_acknowledged_at, t.liaison_id, i.name as liaison_name,
  t.account_id, t.account_name, t.tier, t.product_line_id as line_id, l.name as line_name,
  t.due_at, t.due_kind, t.risk_from, t.resolved_at, t.last_word,
  case t.last_word->>'kind' when 'staff' then (select name from staff where id = (t.last_word->>'id')::uuid)
    when 'contact' then (select name from contacts where id = (t.last_word->>'id')::uuid) end as last_word_by,
  t.customer_wrote_at, t.created_at, t.updated_at, t.confidential, true as seen,
  t.scheduled_version, t.scheduled_on::text as scheduled_on, t.confirmed_at, (select min(o.due_at) from obligations o where o.ticket_id = t.id and o.kind in ('first_response', 'answer', 'next_update')
and (o.state = 'pending' or (o.state = 'broken' and o.fulfilled_at is null and o.cancelled_at is null))) as next_update_at
from (
  select t.*, a.name as account_name, a.tier, d.due_at, d.due_kind, d.risk_from
  from tickets t join accounts a on a.id = t.account_id join ticket_dues d on d.ticket_id = t.id
  where t.account_id = $1 and (t.reporter_id = $2 or exists (select from participants p where p.ticket_id = t.id and p.person_id = $3)) order by t.created_at desc, t.id desc limit 51) t
join product_lines l on l.id = t.product_line_id join staff o on o.id = t.owner_id join staff i on i.id = t.liaison_id
order by t.created_at desc, t.id desc;

-- messages, as a contact
select
m.id, m.audience, m.body, m.author_kind, m.author_id,
case m.author_kind
  when 'staff' then (select x.name from staff x where x.id = m.author_id::uuid)
  when 'contact' then (select x.name from contacts x where x.id = m.author_id::uuid)
  when 'partner' then (select x.name from partner_people x where x.id = m.author_id::uuid)
  when 'integration' then (select x.name from api_keys x where x.id = m.author_id::uuid) end as author_name,
m.channel, m.to_contact_ids,
case when m.to_contact_ids is not null then
  (select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name)) from contacts x where x.id = any(m.to_contact_ids)) end as to_names,
m.next_update_at, m.at,
coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size, 'sha256', f.sha256, 'mediaType', f.media_type) order by f.id)
  from attachments f where f.ticket_id = m.ticket_id and f.message_id = m.id), '[]') as attachments from messages m
  where m.ticket_id = $1 and m.audience = any($2::text[]) and (m.to_contact_ids is null or $3::uuid = any(m.to_contact_ids))
  order by m.at, m.id limit 101;

-- timeline
select e.tx::text as tx, e.seq, e.at, e.type, e.audience, e.actor_kind, e.actor_id, coalesce(s.name, c.name, p.name) as actor_name, e.data
from events e
left join staff s on e.actor_kind = 'staff' and s.id::text = e.actor_id
left join contacts c on e.actor_kind = 'contact' and c.id::text = e.actor_id
left join partner_people p on e.actor_kind = 'partner' and p.id::text = e.actor_id
where e.ticket_id = $1 and true
order by e.at, e.seq limit 101;

-- desk: offers
select h.id, h.duty, h.from_id, f.name as from_name, h.to_id, r.name as to_name, h.to_station, h.done, h.needed, h.offered_at, h.expires_at,
  t.id as ticket_id, t.number, t.title, t.severity
from hand_offs h join staff f on f.id = h.from_id join staff r on r.id = h.to_id join tickets t on t.id = h.ticket_id
where h.to_id = $1 and h.state = 'offered' order by h.expires_at limit 200;

-- desk: what is owed
select
o.id, o.kind, o.subject_type, o.subject_id, o.state, o.owed_to as "owedTo", o.holder_id as "holderId", s.name as holder_name,
o.holder_duty as "holderDuty", o.policy_version as "policyVersion",
case when t.id is null or t.seen then o.text end as text, o.why, o.armed_at as "armedAt", o.due_at as "dueAt",
o.warn_ats as "warnAts", o.pauses, o.kept_at as "keptAt", o.broken_at as "brokenAt", o.fulfilled_at as "fulfilledAt",
case when t.id is null then null else json_build_object('id', t.id, 'number', t.number, 'severity', t.severity,
  'title', case when t.seen then t.title else '' end, 'account', case when t.seen then t.account else '' end) end as ticket from (
    select o.* from obligations o
    where o.holder_id = $1 and o.state in ('pending', 'broken') and o.fulfilled_at is null and o.cancelled_at is null
    order by o.due_at nulls last, o.id limit 300) o
left join staff s on s.id = o.holder_id
left join lateral (
  select t.id, t.number, t.title, t.severity, a.name as account, ((a.access = 'open' or t.owner_id = $2 or t.liaison_id = $3 or exists (select from account_team m where m.account_id = a.id and m.staff_id = $4) or exists (select from participants p where p.ticket_id = t.id and p.person_id = $5)) and (not t.confidential or t.owner_id = $6 or t.liaison_id = $7 or exists (select from participants p where p.ticket_id = t.id and p.person_id = $8))) as seen
  from tickets t join accounts a on a.id = t.account_id where t.id = o.ticket_id) t on true
  order by o.due_at nulls last, o.id;

-- desk: what was done today
select
o.id, o.kind, o.subject_type, o.subject_id, o.state, o.owed_to as "owedTo", o.holder_id as "holderId", s.name as holder_name,
o.holder_duty as "holderDuty", o.policy_version as "policyVersion",
case when t.id is null or t.seen then o.text end as text, o.why, o.armed_at as "armedAt", o.due_at as "dueAt",
o.warn_ats as "warnAts", o.pauses, o.kept_at as "keptAt", o.broken_at as "brokenAt", o.fulfilled_at as "fulfilledAt",
case when t.id is null then null else json_build_object('id', t.id, 'number', t.number, 'severity', t.severity,
  'title', case when t.seen then t.title else '' end, 'account', case when t.seen then t.account else '' end) end as ticket from (
    select o.* from obligations o
    where o.holder_id = $1 and coalesce(o.fulfilled_at, o.kept_at) >= $2::timestamptz
    order by coalesce(o.fulfilled_at, o.kept_at) desc limit 100) o
left join staff s on s.id = o.holder_id
left join lateral (
  select t.id, t.number, t.title, t.severity, a.name as account, ((a.access = 'open' or t.owner_id = $3 or t.liaison_id = $4 or exists (select from account_team m where m.account_id = a.id and m.staff_id = $5) or exists (select from participants p where p.ticket_id = t.id and p.person_id = $6)) and (not t.confidential or t.owner_id = $7 or t.liaison_id = $8 or exists (select from participants p where p.ticket_id = t.id and p.person_id = $9))) as seen
  from tickets t join accounts a on a.id = t.account_id where t.id = o.ticket_id) t on true
  order by coalesce(o.fulfilled_at, o.kept_at) desc;

-- bell
select n.id, n.type, n.reason, n.ticket_id as "ticketId", n.data, n.at, n.read_at as "readAt", t.number,
case when t.owner_id = n.person_id or t.liaison_id = n.person_id or (not t.confidential and a.access = 'open')
  or exists (select from participants p where p.ticket_id = t.id and p.person_kind = n.person_kind and p.person_id = n.person_id)
  or (not t.confidential and exists (select from account_team m where m.account_id = a.id and m.staff_id = n.person_id))
  then t.title end as title
  from notifications n left join tickets t on t.id = n.ticket_id left join accounts a on a.id = t.account_id
  where n.person_id = $1
  order by n.at desc, n.id desc limit $2;
