import { getMigrations } from 'better-auth/db/migration'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AuthStage, openAuthStage } from './auth-stage.ts'

let stage: AuthStage
beforeAll(async () => {
  stage = await openAuthStage()
})
afterAll(() => stage.close())

test('our migrations hold everything better-auth wants: it would create no table, column or index', async () => {
  const options = stage.auth.identity.auth.options
  const wanted = await getMigrations(options)
  expect(wanted.toBeCreated).toEqual([])
  expect(wanted.toBeAdded).toEqual([])
  expect(wanted.toBeAddedIndexes).toEqual([])
  expect(wanted.schemaProblems).toEqual([])
})

test('every table of better-auth carries a name of ours', async () => {
  const { tables } = await stage.auth.identity.auth.$context
  const names = Object.values(tables).map((table) => table.modelName)
  expect(names.length).toBeGreaterThanOrEqual(5)
  for (const name of names) expect(name).toMatch(/^identity_/)
})

test('a column or table that is missing would be noticed', async () => {
  const other = await openAuthStage()
  try {
    await other.db.schema.alterTable('identity_sessions').dropColumn('user_agent').execute()
    await other.db.schema.dropTable('identity_two_factors').execute()
    const wanted = await getMigrations(other.auth.identity.auth.options)
    expect(wanted.toBeAdded.map(({ table, fields }) => [table, Object.keys(fields)])).toEqual([['identity_sessions', ['user_agent']]])
    expect(wanted.toBeCreated.map(({ table }) => table)).toEqual(['identity_two_factors'])
  } finally {
    await other.close()
  }
})
