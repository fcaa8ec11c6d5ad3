-- no-transaction
-- Why: a person of ours says that a mail which had come in as a note is its author's words. And whoever is named by the record of a
-- conversation on another's ticket may come to their company before that ticket does, or without it: the record stays true. Checked by the
-- person alone, as in `waits` and `objections`; over account and person, two strangers on one record could never be placed.
set lock_timeout = '5s';
-- The message as which the mail was taken.
alter table received_mails add column if not exists words_message_id uuid;
alter table received_mails drop constraint if exists received_mails_words_message_id_fkey;
alter table received_mails add constraint received_mails_words_message_id_fkey foreign key (words_message_id) references messages (id) not valid;
alter table received_mails validate constraint received_mails_words_message_id_fkey;

alter table contact_records drop constraint if exists contact_records_contact_id_fkey;
alter table contact_records add constraint contact_records_contact_id_fkey foreign key (contact_id) references contacts (id) not valid;
alter table contact_records validate constraint contact_records_contact_id_fkey;
alter table contact_records drop constraint if exists contact_records_account_id_contact_id_fkey;

set lock_timeout = 0;
drop index concurrently if exists received_mails_by_words;
create index concurrently received_mails_by_words on received_mails (words_message_id) where words_message_id is not null;
