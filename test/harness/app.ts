import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, openApp } from '#app'
import { type Instant, parseInstant } from '#kernel/instant'
import { type Role, readConfig } from '#platform/config'
import { openLog } from '#platform/log'
import type { Company, Who } from './company.ts'
import { foundOn } from './found-on.ts'
import { cloneOf, createTestTemplate, type TestDatabase } from './postgres.ts'

/** An answer as it came over the wire: tests look into it freely, so its body has no type. */
export type Reply = { readonly status: number; readonly body: any; readonly headers: Headers }

export type TestApp = {
  readonly app: App
  readonly url: string
  readonly databaseUrl: string
  readonly dataDir: string
  readonly company: Company
  /** Calls the API as somebody, over real HTTP. `body` is sent as JSON. */
  call(who: Who | null, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  /** Moves the shared test clock; returns when everything due has fired and its jobs are done. */
  advance(minutes: number): Promise<void>
  advanceTo(at: Instant): Promise<void>
  now(): Promise<Instant>
  stop(): Promise<void>
}

/** A Tuesday morning, inside working hours. */
export const START = parseInstant('2026-11-24T02:00:00Z')

type Options = {
  readonly role?: Role
  readonly webRoot?: string | null
  readonly env?: Readonly<Record<string, string>>
}

/** The whole app on a database of its own and the test clock, listening on a free port. `env`: beside its own. Call `stop` in afterAll. */
export async function startApp(options: Options = {}): Promise<TestApp> {
  alreadyFounded ??= found()
  const { company, database: founded } = await alreadyFounded
  const database = await cloneOf(founded)
  const dataDir = mkdtempSync(join(tmpdir(), 'muster-app-'))
  const config = readConfig({
    MUSTER_DATA: dataDir,
    PORT: '0',
    MUSTER_TEST_CLOCK: '1',
    MUSTER_LOG_LEVEL: process.env['MUSTER_LOG_LEVEL'] ?? 'error',
    ...options.env,
  })
  const app = await openApp({
    config,
    databaseUrl: database.url,
    log: openLog(config.logLevel),
    role: options.role ?? 'all',
    webRoot: options.webRoot ?? null,
  })
  const url = await app.server.listen({ port: config.port, host: '127.0.0.1' })
  const now = () => app.clock.now()
  return {
    ...{ app, url, databaseUrl: database.url, dataDir, company, now },
    call: (who, method, path, body, headers) => call(url, who === null ? null : company.keys[who], method, path, body, headers),
    advance: async (minutes) => void (await app.driver.advanceTo((from) => (from + minutes * 60_000) as Instant)),
    advanceTo: async (at) => void (await app.driver.advanceTo(() => at)),
    async stop() {
      await app.stop()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Founded once, and copied for every app. Gone with the server. */
let alreadyFounded: Promise<Founded> | null = null
type Founded = { readonly database: TestDatabase; readonly company: Company }

async function found(): Promise<Founded> {
  const database = await createTestTemplate()
  const dataDir = mkdtempSync(join(tmpdir(), 'muster-app-'))
  const company = await foundOn(database.url, { dataDir, role: 'web', clockAt: START })
  rmSync(dataDir, { recursive: true, force: true })
  return { database, company }
}

async function call(
  url: string,
  key: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : text }
}
