-- no-transaction
-- Why: placing a person looks for their tickets in *unsorted*, which an unknown machine may have filled. Only those are in the index (its
-- account has a fixed id, migration 0004), so that changing a ticket of any customer writes nothing into it.
drop index concurrently if exists tickets_unsorted_by_reporter;
create index concurrently tickets_unsorted_by_reporter on tickets (reporter_id, id) where account_id = '00000000-0000-7000-8000-000000000001';
