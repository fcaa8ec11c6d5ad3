-- no-transaction
-- Why: a notification says in which mail it still waits; when that mail leaves is a timer of its person, so that it leaves once, also after
-- downtime. There are many of them: the check is added without looking and validated beside running work, the index built beside it.
set lock_timeout = '5s';
-- Null: it waits for no mail (sent, read in time, not wanted, or nothing to send it by).
alter table notifications add column if not exists mail_in text;
alter table notifications drop constraint if exists notifications_mail_in_check;
alter table notifications add constraint notifications_mail_in_check check (mail_in in ('letter', 'digest')) not valid;
alter table notifications validate constraint notifications_mail_in_check;

set lock_timeout = 0;
drop index concurrently if exists notifications_to_mail;
create index concurrently notifications_to_mail on notifications (person_id) where mail_in is not null;
