-- Why: before a mail finds its place five questions were asked: whether it still waits, whether a copy of it was taken, whom it names, where its
-- thread leads, whether we sent it ourselves; and a sixth for what decides who sees that ticket. Where its thread leads was planned anew for each
-- mail, which cost seven times what answering did. Now they are one question, planned once per connection.

-- What decides who sees a ticket, and nothing else of it. Null: no such ticket.
create function ticket_sight(p_id uuid) returns json language plpgsql stable
as $$
declare
  v_sight json;
begin
  select json_build_object(
    'ticket', json_build_object(
      'accountId', t.account_id, 'confidential', t.confidential, 'ownerId', t.owner_id, 'liaisonId', t.liaison_id, 'reporterId', t.reporter_id,
      'reporterDepartment', r.department,
      'offers', coalesce((select json_agg(json_build_object('toId', h.to_id)) from hand_offs h where h.ticket_id = t.id and h.state = 'offered'), '[]')),
    'participants', coalesce((
      select json_agg(json_build_object('kind', p.person_kind, 'id', p.person_id, 'seesCustomerWords', p.sees_customer_words))
      from participants p where p.ticket_id = t.id), '[]'),
    'restrictedTo', case when a.access = 'restricted'
      then coalesce((select json_agg(m.staff_id) from account_team m where m.account_id = a.id), '[]') end)
  into v_sight
  from tickets t join accounts a on a.id = t.account_id left join contacts r on r.id = t.reporter_id
  where t.id = p_id;
  return v_sight;
end
$$;

-- The ticket that the first of these Message-IDs we know leads to; only where none leads anywhere, the one that a mail of that id was noted on.
create function ticket_of_references(p_ids text[]) returns uuid language plpgsql stable
as $$
declare
  v_id text;
  v_ticket uuid;
begin
  foreach v_id in array p_ids loop
    select m.ticket_id into v_ticket from mail_threads m where m.message_id = v_id;
    if v_ticket is not null then
      return v_ticket;
    end if;
  end loop;
  foreach v_id in array p_ids loop
    select r.ticket_id into v_ticket from received_mails r
    where r.message_id = v_id and r.state = 'taken' and r.why is not null and r.message_id is not null order by r.id limit 1;
    if v_ticket is not null then
      return v_ticket;
    end if;
  end loop;
  return null;
end
$$;

-- What is known about a mail before its place is found. With an id it is held until the transaction ends, and the answer is null when it waits no
-- more. `copy`: it was taken before; `people`: as of people_by_address; `ticketId`, `sight`: of where its thread leads; `isOwn`: we sent it.
create function mail_intake(p_id uuid, p_identity text, p_message_id text, p_addresses text[], p_references text[]) returns json
language plpgsql volatile
as $$
declare
  v_copy json;
  v_ticket uuid;
begin
  if p_id is not null then
    perform from received_mails r where r.id = p_id and r.state = 'waiting' for update;
    if not found then
      return null;
    end if;
    select json_build_object('ticketId', r.ticket_id) into v_copy from received_mails r
    where r.identity = p_identity and r.state in ('taken', 'ignored');
  end if;
  v_ticket := ticket_of_references(p_references);
  return json_build_object(
    'copy', v_copy, 'people', people_by_address(p_addresses), 'ticketId', v_ticket,
    'sight', case when v_ticket is not null then ticket_sight(v_ticket) end,
    'isOwn', exists (select from mail_threads m where m.message_id = p_message_id and m.ours)
      or exists (select from outgoing_mails o where o.rfc_message_id = p_message_id));
end
$$;
