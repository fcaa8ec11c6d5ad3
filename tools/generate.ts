// Writes what is generated and committed: src/platform/db-types.ts. Needs DATABASE_URL of a migrated PostgreSQL.
// The other generated files (schema.sql, openapi.json, the web's API types) join here.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const target = 'src/platform/db-types.ts'
execFileSync(
  'node_modules/.bin/kysely-codegen',
  ['--dialect', 'postgres', '--out-file', target, '--log-level', 'error', '--exclude-pattern', 'schema_migrations'],
  {
    stdio: 'inherit',
  },
)
const text = readFileSync(target, 'utf8')
  .replace(
    'import type { ColumnType } from "kysely";',
    "import type { ColumnType } from 'kysely'\nimport type { Instant } from '#kernel/instant'",
  )
  .replace(/export type Timestamp = .*/, 'export type Timestamp = ColumnType<Instant, string, string>')
  .replace(/export type Int8 = .*/, 'export type Int8 = ColumnType<number, number, number>')
  .replace(/export type Numeric = .*/, 'export type Numeric = ColumnType<string, string, string>')
  .replace(/export type Json = JsonValue;/, 'export type Json = ColumnType<JsonValue, string, string>')
writeFileSync(target, text)
execFileSync('node_modules/.bin/biome', ['format', '--write', target], { stdio: 'inherit' })
