-- Why: people of partners are written to by mail too, and answer by it. What names their mails must not stand in the headers of those that go to
-- the customer, nor to another partner: each of them has a conversation of their own. Null: the conversation with the customer, as all there are.
alter table mail_threads add column partner_person_id uuid references partner_people (id);
