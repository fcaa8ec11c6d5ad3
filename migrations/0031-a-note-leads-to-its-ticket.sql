-- no-transaction
-- Why: many programs name only the mail they answer. In a storm of answers to all, that one may stand as a note (a stranger's, a machine's), and
-- each answer to it would open a ticket. Only such mails are in the index, which are few.
drop index concurrently if exists received_mails_noted;
create index concurrently received_mails_noted on received_mails (message_id) where state = 'taken' and why is not null and message_id is not null;
