-- Why: a vendor with several brands writes to each one's customers under its own name. {name, color, footer}, the last two or null; null: the
-- workspace's name. Adding an empty column rewrites nothing.
alter table mailboxes add column brand jsonb;
