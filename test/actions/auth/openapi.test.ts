import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AuthStage, openAuthStage } from './auth-stage.ts'

let stage: AuthStage
beforeAll(async () => {
  stage = await openAuthStage()
})
afterAll(() => stage.close())

test('the contract of sign-in, me, sessions and keys can be read as OpenAPI', async () => {
  const answer = await stage.app.inject({ method: 'GET', url: '/api/v1/openapi.json' })
  expect(answer.statusCode).toBe(200)
  const { paths } = answer.json()
  for (const path of ['/api/v1/me', '/api/v1/keys', '/api/v1/keys/{id}', '/api/v1/sessions/{id}', '/api/auth/sign-in/email'])
    expect(Object.keys(paths)).toContain(path)
})
