import createClient from 'openapi-fetch'
import { parseInstant } from '#kernel/instant'
import { presentLocale } from '../i18n/locale.ts'
import { learnServerNow } from '../ui/now.ts'
import { noAnswer, problemOf } from './problem.ts'
import type { paths } from './schema.ts'

/**
 * The API, typed by its own description. Every POST carries its own Idempotency-Key, so a repeat after a lost answer happens
 * once. Every answer that is not 2xx, and no answer at all, is thrown as a ProblemError.
 */
export const http = createClient<paths>({ credentials: 'same-origin' })

http.use({
  onRequest({ request }) {
    request.headers.set('accept-language', presentLocale())
    if (request.method === 'POST') request.headers.set('idempotency-key', newKey())
    return request
  },
  async onResponse({ response }) {
    const now = response.headers.get('x-muster-now')
    if (now !== null) learnServerNow(parseInstant(now))
    if (!response.ok) throw await problemOf(response)
    return undefined
  },
  onError({ error }) {
    // A query that nobody waits for any more is no problem of the line.
    return error instanceof DOMException && error.name === 'AbortError' ? error : noAnswer()
  },
})

/** What a call answered; it has thrown otherwise. */
export async function answered<T>(asked: Promise<{ data?: T }>): Promise<T> {
  return (await asked).data as T
}

/** The version somebody saw, as the API compares it. */
export const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

/** Filters as screens have them: what is not set is left out of the address. */
export type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined }
export function given<T extends object>(filters: Loose<T>): T {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== '')) as T
}

export type ListFilters<P extends { get: { parameters: { query?: unknown } } }> = Loose<NonNullable<P['get']['parameters']['query']>>

/** `crypto.randomUUID` is missing on plain http, so the key is made of random bytes. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export type Query = Readonly<Record<string, string | number | undefined>>

/** For addresses put together at run time; where an address is known, `http` checks it. */
export const api = {
  get: <T>(path: string, query: Query = {}, signal?: AbortSignal) =>
    untyped<T>('GET', path, { params: { query }, ...(signal ? { signal } : {}) }),
  post: <T>(path: string, body: unknown = {}) => untyped<T>('POST', path, { body }),
  patch: <T>(path: string, body: unknown, version: number) => untyped<T>('PATCH', path, { body, headers: ifMatch(version) }),
  delete: <T>(path: string, body?: unknown) => untyped<T>('DELETE', path, body === undefined ? {} : { body }),
}

function untyped<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, init: object): Promise<T> {
  const ask = http[method] as unknown as (path: string, init: object) => Promise<{ data?: T }>
  return answered(ask(`/api/v1${path}`, init))
}
