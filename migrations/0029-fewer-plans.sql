-- Why: a statement whose plan depends on how many values it is given is planned anew each time. Opening a ticket asked one such, taking a mail
-- in four: planning them cost more than running them. In a function they are planned once per connection, and each is one question instead of several.

-- What opening a ticket on a line needs besides people. No row: no such line, or nothing is set up. Takes a number: one not used leaves a gap.
create function intake_facts(p_line uuid, p_kind text) returns table (facts json) language plpgsql volatile
set plan_cache_mode = force_generic_plan
as $$
begin
  return query
    select json_build_object(
      'number', nextval('ticket_number'), 'lineId', l.id, 'lineName', l.name, 'leadId', l.lead_id, 'executiveId', l.executive_id,
      'projectLeadId', l.project_lead_id, 'dutyManagerId', w.duty_manager_id, 'lastResortId', w.last_resort_id,
      'calendarId', c.id, 'calendarVersion', c.version, 'policyId', p.id, 'policyVersion', p.version,
      'playbook', (select document from playbooks where kind = p_kind),
      'playbookEdition', (select coalesce(max(edition), 0) from playbook_versions))
    from workspace w
    join product_lines l on l.id = coalesce(p_line, w.default_product_line_id) and l.archived_at is null
    join calendars c on c.id = l.calendar_id
    join lateral (
      select sp.id, sp.version from service_policies sp
      where sp.product_line_id = l.id or sp.product_line_id is null
      order by sp.product_line_id nulls last limit 1) p on true;
end
$$;

-- Everybody we know by one of these addresses, as who they act: people of ours, contacts (`active`: let in), people of partners; and the
-- addresses of our own mailboxes. `bouncing`: which of these did not take our mail of late.
create function people_by_address(p_addresses text[]) returns json language plpgsql stable
set enable_seqscan = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
begin
  return json_build_object(
    'staff', (
      select json_agg(json_build_object('kind', 'staff', 'id', s.id, 'name', s.name, 'role', s.role, 'functions', s.functions, 'locale', s.locale,
        'scopes', null, 'email', s.email))
      from staff s where s.active and s.email = any (p_addresses)),
    'contacts', (
      select json_agg(json_build_object(
        'email', c.email, 'active', c.active and a.archived_at is null,
        'actor', json_build_object('kind', 'contact', 'id', c.id, 'name', c.name, 'accountId', c.account_id, 'sees', c.sees, 'department', c.department,
          'mayConfirm', c.may_confirm, 'locale', c.locale, 'scopes', null)))
      from contacts c join accounts a on a.id = c.account_id where c.email = any (p_addresses)),
    'partners', (
      select json_agg(json_build_object('kind', 'partner', 'id', p.id, 'name', p.name, 'locale', p.locale, 'scopes', null, 'email', p.email))
      from partner_people p join partners c on c.id = p.partner_id where p.active and c.active and p.email = any (p_addresses)),
    'bouncing', (select json_agg(b.address) from mail_addresses b where b.address = any (p_addresses)),
    'ours', (select json_agg(m.address) from mailboxes m));
end
$$;
