import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from './cast.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** An open stream of `role`, and how many milliseconds after `doing` it ended. */
async function endsAfter(role: Role, doing: () => Promise<unknown>): Promise<number> {
  const request = get(`${world.test.url}/api/v1/stream`, { headers: world.headers[role], agent: false })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  expect(answer.statusCode).toBe(200)
  answer.resume()
  const ended = Promise.race([once(answer, 'end'), once(answer, 'close')])
  await doing()
  const from = performance.now()
  await ended
  request.destroy()
  return performance.now() - from
}
const act = async (method: 'POST' | 'DELETE' | 'PATCH', url: string, payload: object = {}, headers = {}) => {
  const answer = await world.app.inject({ method, url: `/api/v1${url}`, headers: { ...world.headers.administrator, ...headers }, payload })
  expect([url, answer.statusCode < 300, answer.body]).toEqual([url, true, expect.anything()])
}
const keyOf = async (name: string) =>
  (await world.db.selectFrom('api_keys').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id

test('a stream ends at once when the key, the rights or the person behind it end, and does not come back', async () => {
  expect(await endsAfter('integration', async () => act('DELETE', `/keys/${await keyOf('integration')}`))).toBeLessThan(1_500)
  const sees = () => act('PATCH', `/contacts/${world.ids.department}`, { sees: 'all' }, { 'if-match': '1' })
  expect(await endsAfter('department', sees)).toBeLessThan(1_500)
  expect(
    await endsAfter('stranger', () => act('PATCH', `/contacts/${world.ids.stranger}`, { active: false }, { 'if-match': '1' })),
  ).toBeLessThan(1_500)
  expect(await endsAfter('member', () => act('POST', `/staff/${world.ids.member}/disabling`))).toBeLessThan(1_500)
  for (const [role, status] of [
    ['integration', 401],
    ['department', 200],
    ['stranger', 401],
    ['member', 401],
  ] as const) {
    expect([role, (await world.app.inject({ method: 'GET', url: '/api/v1/tickets', headers: world.headers[role] })).statusCode]).toEqual([
      role,
      status,
    ])
  }
})
