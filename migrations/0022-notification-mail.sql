-- Why: what the bell tells a person of ours also reaches them by mail: at once, gathered each working morning, or not at all, as they choose.
-- Only staff, a short table, is changed here: everybody waits for it while it is. What a notification says of its mail is in 0026.
alter table staff
  add column notification_mail text not null default 'immediate' check (notification_mail in ('immediate', 'digest', 'none'));
