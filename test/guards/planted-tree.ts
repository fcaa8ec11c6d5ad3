import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Path from the tree's root to text. */
export type Planting = Readonly<Record<string, string>>

const MANIFEST = {
  name: 'planted',
  type: 'module',
  imports: {
    '#kernel/*': './src/kernel/*.ts',
    '#platform/*': './src/platform/*.ts',
    '#api/*': './src/api/*.ts',
    '#tickets': './src/tickets/index.ts',
    '#tickets/contract': './src/tickets/contract.ts',
    '#tickets/rules/*': './src/tickets/rules/*.ts',
    '#customers': './src/customers/index.ts',
    '#customers/contract': './src/customers/contract.ts',
    '#customers/rules/*': './src/customers/rules/*.ts',
  },
}

/** A small house in which everything stands where it should: what the guards must let pass. */
export const CLEAN: Planting = {
  'src/kernel/instant.ts': 'export type Instant = number\nexport const iso = (at: Instant) => new Date(at).toISOString()\n',
  'src/platform/db.ts':
    "import type { Kysely } from 'kysely'\nimport { Pool } from 'pg'\nexport type Db = Kysely<object>\nexport const pool = () => new Pool()\n",
  'src/customers/contract.ts': "import { z } from 'zod'\nexport const account = z.object({})\n",
  'src/customers/rules/tier.ts': 'export type Tier = string\n',
  'src/customers/store.ts': "import type { Db } from '#platform/db'\nexport const find = (db: Db) => db\n",
  'src/customers/index.ts': "export * as accounts from './store.ts'\n",
  'src/tickets/contract.ts': "import { z } from 'zod'\nexport const ticket = z.object({})\n",
  'src/tickets/rules/hand-off.ts':
    "import type { Instant } from '#kernel/instant'\nimport type { Tier } from '#customers/rules/tier'\nexport const due = (window: Instant, tier: Tier) => window + tier.length\n",
  'src/tickets/store.ts':
    "import { sql } from 'kysely'\nimport type { due } from './rules/hand-off.ts'\nexport type Due = typeof due\nexport const find = () => sql`select 1 -- not now()\n`\n",
  'src/tickets/policy.ts': "import { due } from './rules/hand-off.ts'\nexport const may = due\n",
  'src/tickets/actions/offer-hand-off.ts':
    "import { accounts } from '#customers'\nimport { may } from '../policy.ts'\nimport { due } from '../rules/hand-off.ts'\nimport { find } from '../store.ts'\nexport const offer = () => [accounts, may, due, find]\n",
  'src/tickets/routes.ts':
    "import type { FastifyInstance } from 'fastify'\nimport { offer } from './actions/offer-hand-off.ts'\nexport const routes = (app: FastifyInstance) => [app, offer]\n",
  'src/tickets/index.ts': "export { offer } from './actions/offer-hand-off.ts'\nexport { routes } from './routes.ts'\n",
  'src/channels/port.ts': 'export type Channel = { send: () => void }\n',
  'src/channels/email/send.ts':
    "import nodemailer from 'nodemailer'\nimport type { Channel } from '../port.ts'\nexport const email: Channel = { send: () => nodemailer }\n",
  'src/app.ts': "import { email } from './channels/email/send.ts'\nimport { routes } from '#tickets'\nexport const app = [email, routes]\n",
  'web/src/tickets/ticket-row.tsx':
    "import { Button } from 'antd'\nimport { ticket } from '#tickets/contract'\nimport { due } from '#tickets/rules/hand-off'\nexport const row = [Button, ticket, due, new Date()]\n",
  'migrations/0001-tickets.sql': '-- Tickets: one customer matter each.\ncreate table tickets (created_at timestamptz(3) not null);\n',
}

/** Writes the clean house plus `extra` into a temporary folder that goes with the test. Returns its path. */
export function plant(extra: Planting = {}, base: Planting = CLEAN): string {
  const root = mkdtempSync(join(tmpdir(), 'muster-planted-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const all = { 'package.json': JSON.stringify(MANIFEST), ...base, ...extra }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}
