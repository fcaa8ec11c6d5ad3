-- Why: a partner company we no longer work with is taken out of use as a whole, and its people with it; before, neither could be.
alter table partners add column active boolean not null default true;
