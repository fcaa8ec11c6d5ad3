import { eachPlantIsFound } from './each-plant-is-found.ts'

eachPlantIsFound('names and packages', [
  [
    'an undeclared # name',
    'src/tickets/actions/withdraw.ts',
    "import { a } from '#swarms'\nexport const b = a\n",
    "[unknown-import] '#swarms': package.json declares no such name",
  ],
  [
    'a declared name without a file',
    'src/tickets/actions/withdraw.ts',
    "import { a } from '#kernel/nothing'\nexport const b = a\n",
    'there is no src/kernel/nothing.ts',
  ],
  ['an undeclared # name in a test, too', 'test/a.test.ts', "import { a } from '#swarms'\nexport const b = a\n", '[unknown-import]'],
  [
    'pg stays in platform',
    'src/tickets/message-store.ts',
    "import { Pool } from 'pg'\nexport const a = Pool\n",
    "a store may not name 'pg': use #platform/db",
  ],
  [
    'SQL stays out of actions',
    'src/tickets/actions/withdraw.ts',
    "import { sql } from 'kysely'\nexport const a = sql\n",
    'put the SQL in store.ts',
  ],
  [
    'HTTP ends in routes',
    'src/tickets/actions/withdraw.ts',
    "import type { FastifyRequest } from 'fastify'\nexport type A = FastifyRequest\n",
    'HTTP ends in routes.ts',
  ],
  [
    'pg-boss stays behind the jobs',
    'src/tickets/actions/withdraw.ts',
    "import PgBoss from 'pg-boss'\nexport const a = PgBoss\n",
    'return an event',
  ],
  [
    'only auth knows better-auth',
    'src/tickets/actions/withdraw.ts',
    "import { betterAuth } from 'better-auth'\nexport const a = betterAuth\n",
    'only the auth feature knows how people sign in',
  ],
  [
    'a vendor SDK stays in its channel',
    'src/tickets/actions/withdraw.ts',
    "import lark from '@larksuiteoapi/node-sdk'\nexport const a = lark\n",
    'only src/channels/<vendor> speaks to a vendor',
  ],
  [
    'a package nobody listed',
    'src/tickets/actions/withdraw.ts',
    "import x from 'left-pad'\nexport const a = x\n",
    "nobody may name 'left-pad' yet",
  ],
  [
    'the browser loads no server package',
    'web/src/a.ts',
    "import { Pool } from 'pg'\nexport const a = Pool\n",
    "the browser may not load 'pg'",
  ],
  [
    'the machine is reached through platform',
    'src/tickets/actions/withdraw.ts',
    "import { readFileSync } from 'node:fs'\nexport const a = readFileSync\n",
    "[node-at-the-edge] an action may not name 'node:fs'",
  ],
  [
    'no node: in rules',
    'src/tickets/rules/severity.ts',
    "import { randomUUID } from 'node:crypto'\nexport const a = randomUUID\n",
    "a rule may not name 'node:crypto'",
  ],
])
