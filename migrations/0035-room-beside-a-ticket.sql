-- Why: nearly every act on a ticket rewrites its row. On a full page the new row goes to another one, which is read, logged and written as well; with
-- room beside it the row stays. Holds for pages written from now on; takes no lock that readers or writers wait for.
alter table tickets set (fillfactor = 85);
