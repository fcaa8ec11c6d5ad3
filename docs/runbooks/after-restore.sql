-- After `pg_restore` into another PostgreSQL server, before Muster starts. The event log is ordered by the transaction ids of the
-- server it was written on, and a new server begins to count anew: without this, what happens next would lie behind what readers
-- have already read. Old events keep their order (by seq) in two groups: read by the dispatcher, and not yet.
-- Harmless when run twice, or on the same server.
begin;
with read_to as (select tx, seq from consumer_cursors where consumer = 'dispatcher')
update events set tx = case when (events.tx, events.seq) <= (read_to.tx, read_to.seq) then '1'::xid8 else '2'::xid8 end from read_to;
update consumer_cursors set tx = '1', seq = (select coalesce(max(seq), 0) from events where tx = '1') where consumer = 'dispatcher';
update consumer_cursors set tx = '0', seq = 0 where consumer <> 'dispatcher';
commit;
