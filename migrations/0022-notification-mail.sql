-- Why: what the bell tells a person of ours also reaches them by mail: at once, gathered each working morning, or not at all, as they choose.
-- A notification says in which mail it still waits; when that mail leaves is a timer of its person, so that it leaves once, also after downtime.
alter table staff
  add column notification_mail text not null default 'immediate' check (notification_mail in ('immediate', 'digest', 'none'));

-- Null: it waits for no mail (sent, read in time, not wanted, or nothing to send it by).
alter table notifications
  add column mail_in text check (mail_in in ('letter', 'digest'));
create index notifications_to_mail on notifications (person_id) where mail_in is not null;
