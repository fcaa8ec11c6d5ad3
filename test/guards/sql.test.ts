import { eachPlantIsFound } from './each-plant-is-found.ts'

eachPlantIsFound('time and reasons in SQL', [
  [
    'now() in a migration',
    'migrations/0002-a.sql',
    '-- Why.\nalter table tickets alter created_at set default now();\n',
    'migrations/0002-a.sql:2  [time-is-an-argument] `now()` in SQL',
  ],
  ['current_timestamp in a migration', 'migrations/0002-a.sql', '-- Why.\nselect CURRENT_TIMESTAMP;\n', '`CURRENT_TIMESTAMP` in SQL'],
  ['clock_timestamp in a migration', 'migrations/0002-a.sql', '-- Why.\nselect clock_timestamp();\n', 'clock_timestamp'],
  ['a migration without a why', 'migrations/0002-a.sql', 'select 1;\n', '[migration-says-why] begin with a comment'],
  [
    'a timestamp without zone',
    'migrations/0002-a.sql',
    '-- Why.\ncreate table a (b timestamp not null);\n',
    '[timestamptz-3] write `timestamptz(3)`',
  ],
  ['a timestamp finer than an Instant', 'migrations/0002-a.sql', '-- Why.\ncreate table a (b timestamptz not null);\n', '[timestamptz-3]'],
  [
    'now() in a store',
    'src/tickets/message-store.ts',
    'export const a = `delete from a where due_at < now()`\n',
    '[time-is-an-argument] `now()` in SQL: compare with a parameter, ctx.now',
  ],
  [
    'now() in an sql template anywhere',
    'src/tickets/sweep.ts',
    'export const a = (sql: (text: TemplateStringsArray) => string) => sql`select now()`\n',
    '`now()` in SQL',
  ],
])
