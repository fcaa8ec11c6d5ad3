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
