import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startApp, type TestApp } from '../harness/app.ts'
import type { Who } from '../harness/company.ts'

/** Every body of every route, as the OpenAPI document tells them, spoiled part by part: a new route is in here by itself. */

vi.setConfig({ testTimeout: 120_000 })

type Schema = {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema | false
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly additionalProperties?: boolean | Schema
  readonly const?: unknown
  readonly enum?: readonly unknown[]
}
type Route = { readonly method: string; readonly path: string; readonly schema: Schema }
type Asked = Pick<Route, 'method' | 'path'>
type Path = readonly (string | number)[]
/** A place in a body; `put` makes the smallest body with a value there, of a choice with what says which one is meant. */
type Spot = { readonly path: Path; readonly put: (value: unknown) => unknown }

const WHO: readonly Who[] = ['administrator', 'customer', 'partner', 'integration']
const NOBODY = '01900000-0000-7000-8000-000000000000'
/** Where a path takes a word and not an id. */
const KNOWN: Readonly<Record<string, string>> = { key: 'frontline', kind: 'defect' }
/** Words that the action knows, not the contract: test/actions/auth/keys.test.ts. */
const LATER = new Set(['/api/v1/keys scopes.0'])
/** What a text may not be, anywhere. */
const SPOILED: readonly (readonly [string, unknown])[] = [
  ['NUL', '甲\u0000乙'],
  ['half a character', '断\ud83d'],
  ['a number', 7],
  ['far too long', '长'.repeat(100_001)],
]

let muster: TestApp
let routes: Route[]
/** Those without such a body too; those that take a file left out of `bodiless`. */
let all: Asked[]
let bodiless: Asked[]
beforeAll(async () => {
  muster = await startApp()
  const answer = await fetch(`${muster.url}/api/v1/openapi.json`)
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, { requestBody?: Body }>> }
  const told = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => ({ method: method.toUpperCase(), path, requestBody })),
  )
  all = told.filter(({ path }) => path.startsWith('/api/v1/'))
  bodiless = all.filter((one) => one.method !== 'GET' && !('requestBody' in one && one.requestBody) && one.path !== '/api/v1/attachments')
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]) => {
      const schema = requestBody?.content['application/json']?.schema
      // Sign-in counts tries by address; its bodies have tests of their own.
      return schema && path.startsWith('/api/v1/') ? [{ method: method.toUpperCase(), path, schema }] : []
    }),
  )
})
afterAll(() => muster.stop())
type Body = { content: Record<string, { schema: Schema } | undefined> }

test('a field nobody knows is refused by its name, on every route and at any depth', async () => {
  expect(routes.length).toBeGreaterThan(70)
  await onEach(async (route) => {
    for (const { path: at, put } of [HERE, ...objectsOf(route.schema)]) {
      const path = [...at, 'ownerId2']
      const errors = await refused(route, put({ ownerId2: 'x' }))
      if (!errors.some((error) => error.path === path.join('.') && error.code === 'unknown-field'))
        return `${path.join('.')}: ${JSON.stringify(errors)}`
    }
    return null
  })
})

test('in a query too, and in a body where none is asked for', async () => {
  expect(all.length).toBeGreaterThan(150)
  expect(bodiless.length).toBeGreaterThan(5)
  const wrong: string[] = []
  const isNamed = ({ status, errors }: Told) =>
    status === 400 && errors.some(({ path, code }) => path === 'ownerId2' && code === 'unknown-field')
  for (const route of all) {
    const told = await send(route, route.method === 'GET' ? undefined : '{}', '?ownerId2=x')
    if (!isNamed(told)) wrong.push(`${route.method} ${route.path}?: ${JSON.stringify(told)}`)
  }
  for (const route of bodiless) {
    const told = await send(route, '{"ownerId2":"x"}')
    if (!isNamed(told)) wrong.push(`${route.method} ${route.path}: ${JSON.stringify(told)}`)
  }
  expect(wrong).toEqual([])
})

test('every text, spoiled, is refused and named', async () => {
  await onEach(async (route) => {
    for (const { path, put } of textsOf(route.schema).filter((one) => !LATER.has(`${route.path} ${one.path.join('.')}`)))
      for (const [what, value] of SPOILED) {
        const errors = await refused(route, put(value))
        if (!errors.some((error) => isAbout(error.path, path)) && !waitsForTheRest(errors, path))
          return `${path.join('.')}, ${what}: ${JSON.stringify(errors)}`
      }
    return null
  })
})

test('names hold nothing invisible: no turning of the reading direction, nothing of no width, no line break', async () => {
  await onEach(async (route) => {
    for (const { path, put } of textsOf(route.schema).filter((one) => /^(name|title|nameZh|nameEn)$/.test(String(one.path.at(-1)))))
      for (const name of ['导出\u202e超时', '导\u200b出', '导出\u2066超时', '\ufeff导出', '导出\n超时']) {
        const errors = await refused(route, put(name))
        if (!errors.some((error) => error.path === path.join('.') && error.code === 'invisible-characters'))
          return `${path.join('.')} ${JSON.stringify(name)}: ${JSON.stringify(errors)}`
      }
    return null
  })
})

test('a body that is no object is refused', async () => {
  await onEach(async (route) => {
    for (const body of ['[]', '"x"', '7', '{"a":', 'null']) {
      const { status, code } = await send(route, body)
      // To nothing, where nothing need be said, the answer is that there is no such thing.
      if (status !== 400 && !(body === 'null' && status === 404)) return `${body}: ${status} ${code}`
    }
    return null
  })
})

/** Asks every route; what it says is wrong, if anything. All of them are told at once. */
async function onEach(ask: (route: Route) => Promise<string | null>): Promise<void> {
  const wrong: string[] = []
  for (const route of routes) {
    const said = await ask(route)
    if (said !== null) wrong.push(`${route.method} ${route.path}: ${said}`)
  }
  expect(wrong).toEqual([])
}

type FieldError = { readonly path: string; readonly code: string }

/** Its field errors; none, with what came instead, when it was not refused as invalid input. */
async function refused(route: Route, body: unknown): Promise<readonly FieldError[]> {
  const { status, code, errors } = await send(route, JSON.stringify(body))
  return status === 400 && code === 'invalid-input' ? errors : [{ path: `${status}`, code }]
}

type Told = { readonly status: number; readonly code: string; readonly errors: readonly FieldError[] }

/** As the first of these people whom the route lets in. */
async function send(route: Asked, body?: string, query = ''): Promise<Told> {
  const url = `${muster.url}${route.path.replace(/\{(\w+)\}/g, (_, name: string) => KNOWN[name] ?? NOBODY)}${query}`
  for (const who of WHO) {
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const headers = { authorization: `Bearer ${muster.company.keys[who]}`, 'if-match': '1', ...type }
    const answer = await fetch(url, { method: route.method, headers, ...(body === undefined ? {} : { body }) })
    if (!answer.headers.get('content-type')?.includes('json')) {
      await answer.body?.cancel()
      return { status: answer.status, code: 'no JSON', errors: [] }
    }
    const told = (await answer.json()) as { code: string; errors?: FieldError[] }
    if (answer.status !== 404) return { status: answer.status, code: told.code, errors: told.errors ?? [] }
  }
  return { status: 404, code: 'not-found', errors: [] }
}

/** The error may name the text itself, what is inside it, or the choice it stands in. */
function isAbout(named: string, path: Path): boolean {
  const wanted = path.join('.')
  return named !== '' && (wanted === named || wanted.startsWith(`${named}.`) || named.startsWith(`${wanted}.`))
}

/** A document is judged as a whole, by rules of its own, once it is whole. */
function waitsForTheRest(errors: readonly FieldError[], path: Path): boolean {
  return path.length > 1 && errors.some((error) => error.code === 'required' && error.path.startsWith(`${path[0]}.`))
}

const HERE: Spot = { path: [], put: (value) => value }

/** Where its texts are. Of a choice, the first that has any. */
function textsOf(schema: Schema): Spot[] {
  return schema.type === 'string' && schema.const === undefined ? [HERE] : insideOf(schema, textsOf)
}

/** Where its objects of known fields are, itself left out. */
function objectsOf(schema: Schema): Spot[] {
  const here = (inner: Schema): Spot[] => {
    const closed = inner.properties !== undefined && inner.additionalProperties === false
    const told = (value: unknown) => ({ ...constantsOf(inner), ...(value as object) })
    return [...(closed ? [{ path: [], put: told }] : []), ...insideOf(inner, here)]
  }
  return insideOf(schema, here)
}

function insideOf(schema: Schema, look: (inner: Schema) => Spot[]): Spot[] {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map(look).find((found) => found.length > 0) ?? []
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([key, inner]) =>
      look(inner).map(({ path, put }) => ({ path: [key, ...path], put: (value) => ({ ...constantsOf(schema), [key]: put(value) }) })),
    )
  return schema.items ? look(schema.items).map(({ path, put }) => ({ path: [0, ...path], put: (value) => [put(value)] })) : []
}

/** What says which of several shapes is meant. */
function constantsOf({ properties = {} }: Schema): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, inner]) => {
      const value = inner.const ?? inner.enum?.[0]
      return value === undefined ? [] : [[key, value]]
    }),
  )
}
