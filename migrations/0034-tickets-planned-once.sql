-- Why: a fifth of what read_ticket took (0.63 ms became 0.49) was planning: the question for the first words, up to a number given, was planned
-- anew for each ticket, since the planner takes a tenth of all rows for a limit it does not know, and a plan made for the very number looks
-- cheaper every time. Each question in it reads by a key, so the plan for any value is the plan for each. The setting holds while the function
-- runs, in ticket_around too. Only the function changes; nothing is read or locked.
alter function read_ticket(uuid, bigint, boolean, integer) set plan_cache_mode = 'force_generic_plan';
