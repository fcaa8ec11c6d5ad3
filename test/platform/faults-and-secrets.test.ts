import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ask } from './ask.ts'
import { type Founded, foundedDatabase } from './founded.ts'
import { killAll, runMuster, type Serving, startServe } from './muster-process.ts'

// Real processes on a machine that may be busy: a limit on hanging, not on being slow.
vi.setConfig({ testTimeout: 120_000 })

let founded: Founded
let serving: Serving
beforeAll(async () => {
  founded = await foundedDatabase()
  // Everything it could ever say.
  serving = await startServe([], { DATABASE_URL: founded.url, MUSTER_DATA: founded.dataDir, MUSTER_LOG_LEVEL: 'trace', PORT: '0' })
})
afterAll(async () => {
  await killAll()
  await founded.drop()
})

test('a fault tells the caller its number and nothing of its inside; the log tells the rest once, under that number', async () => {
  await ask(founded.url, 'alter table notifications rename to notifications_away')
  const answer = await call('support', 'GET', '/notifications')
  await ask(founded.url, 'alter table notifications_away rename to notifications')
  expect(answer.status).toBe(500)
  expect(answer.text).not.toMatch(/notifications_away|relation|select|at .+\.ts/)
  const { code, detail } = JSON.parse(answer.text) as { code: string; detail: string }
  expect(code).toBe('fault')
  const id = answer.headers.get('x-request-id')
  expect(detail).toContain(id)
  const told = serving.logged.filter(({ msg, requestId }) => msg === 'fault' && requestId === id)
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({ level: 50, route: expect.stringContaining('/notifications'), err: { code: '42P01' } })
})

test('no secret is ever in the log, at any level: not a password, key, cookie, link or body, however it was sent', async () => {
  const password = 'geheim-muster-9871'
  const body = '内部-7f3a-只给客户看'
  const ticket = JSON.parse(
    (await call('support', 'POST', '/tickets', { kind: 'question', title: '日志', contactId: founded.company.ids.customer })).text,
  )
  await call('support', 'POST', `/tickets/${ticket.id}/messages`, { audience: 'internal', body })
  await call('support', 'POST', `/tickets/${ticket.id}/messages`, { audience: 'nobody', body })
  await raw('/api/v1/tickets', { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"password": "${password}"` })
  await raw('/api/auth/sign-in/password', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: serving.address, cookie: `muster.session_token=${password}` },
    body: JSON.stringify({ email: 'support@vendor.test', password }),
  })
  await raw(`/api/v1/me?token=${password}`, { headers: { authorization: `Bearer ${password}` } })
  const made = await runMuster(['keys', 'create', '--staff', 'support@vendor.test', '--name', '记录'], {
    DATABASE_URL: founded.url,
    MUSTER_DATA: founded.dataDir,
    MUSTER_LOG_LEVEL: 'trace',
  })
  const key = made.stdout.trim().split(' ').at(-1)!
  await raw('/api/v1/me', { headers: { authorization: `Bearer ${key}` } })
  const secret = readFileSync(join(founded.dataDir, 'auth-secret'), 'utf8').trim()
  const all = JSON.stringify(serving.logged) + serving.said.join('\n') + made.stderr
  for (const one of [password, body, key, secret, founded.company.keys.support]) expect(all).not.toContain(one)
  expect(all).not.toContain(new URL(founded.url).password || 'no password in this address')
})

function raw(path: string, options: RequestInit): Promise<Response> {
  return fetch(`${serving.address}${path}`, options)
}

async function call(who: 'support', method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${founded.company.keys[who]}`, ...(body ? { 'content-type': 'application/json' } : {}) }
  const answer = await raw(`/api/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
