import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLES, type Role } from './cast.ts'
import { MATRIX } from './matrix.ts'
import type { Row } from './row.ts'
import { openWorld, type World } from './world.ts'

let world: World
/** The same world for those who change nothing in it: one ticket and one offer do for all of them. */
let bystanders: World
beforeAll(async () => {
  world = await openWorld()
  const offer = await world.freshOffer()
  bystanders = { ...world, freshTicket: async () => ({ id: world.ticketId }), freshOffer: async () => offer }
})
afterAll(() => world.close())

test('every route stands in the matrix once, and every line of the matrix is a route', () => {
  const registered = [...new Set(world.app.routeTable.map(({ method, url }) => `${method} ${url}`))].sort()
  const written = MATRIX.map(({ route }) => route)
  expect(
    registered.filter((route) => !written.includes(route)),
    'routes without a line: add them to test/authorization/matrix.ts',
  ).toEqual([])
  expect(
    written.filter((route) => !registered.includes(route)),
    'lines without a route: remove them',
  ).toEqual([])
  expect(new Set(written).size).toBe(written.length)
})

test('an open route says why it is open', () => {
  for (const { url, access } of world.app.routeTable) if ('open' in access) expect([url, access.why !== '']).toEqual([url, true])
})

describe.each(MATRIX.map((row) => [row.route, row] as const))('%s', (_, row) => {
  // Those kept out first: whoever is let in may change what the row asks about.
  const kept = ROLES.filter((role) => !row.who.has(role))
  test.each([...kept, ...row.who])('%s', async (role) => {
    const { status, body } = await call(row, role)
    if (row.who.has(role)) {
      expect([401, 403, 404], `${role} should be let in, but: ${body}`).not.toContain(status)
      expect(status, body).toBeLessThan(500)
      return
    }
    if (row.told.has(role)) return expect(status, body).toBe(403)
    expect([status, JSON.parse(body).code]).toEqual(role === 'anonymous' ? [401, 'sign-in-needed'] : [404, 'not-found'])
  })
})

async function call(row: Row, role: Role): Promise<{ status: number; body: string }> {
  const [method = 'GET', pattern = '/'] = row.route.split(' ')
  const {
    params = {},
    query = '',
    body,
    version,
    headers = {},
    stream = false,
  } = await row.ask(row.who.has(role) ? world : bystanders, role)
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`${row.route}: the row does not say :${name}`)
    return encodeURIComponent(value)
  })
  if (stream) return beginning(`${world.test.url}${path}`, world.headers[role])
  const answer = await world.app.inject({
    method: method as 'GET',
    url: query === '' ? path : `${path}?${query}`,
    headers: { ...world.headers[role], ...(version === undefined ? {} : { 'if-match': String(version) }), ...headers },
    ...(body === undefined ? {} : { payload: body }),
  })
  return { status: answer.statusCode, body: answer.body }
}

// A connection of its own, gone when the head has been read.
async function beginning(url: string, headers: Readonly<Record<string, string>>): Promise<{ status: number; body: string }> {
  const request = get(url, { headers, agent: false })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  const status = answer.statusCode ?? 0
  const body = status === 200 ? '' : (await answer.toArray()).join('')
  request.destroy()
  return { status, body }
}
