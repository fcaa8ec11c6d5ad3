import { parseInstant } from '#kernel/instant'
import { presentLocale } from '../i18n/locale.ts'
import { learnServerNow } from '../ui/now.ts'
import { noAnswer, problemOf } from './problem.ts'

export type Query = Readonly<Record<string, string | number | undefined>>
type Options = { readonly query?: Query; readonly body?: unknown; readonly ifMatch?: number; readonly signal?: AbortSignal }

/**
 * One call to the API. Every POST carries its own Idempotency-Key, so a repeat after a lost answer happens once.
 * Throws ProblemError for every answer that is not 2xx and when no answer came.
 */
export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': presentLocale() }
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  if (method === 'POST') headers['idempotency-key'] = newKey()
  if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`
  const response = await fetch(`${path}${search(options.query)}`, {
    method,
    headers,
    credentials: 'same-origin',
    ...(options.body !== undefined ? { body: JSON.stringify(options.body) } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((fault: unknown) => {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault
    throw noAnswer()
  })
  hearNow(response.headers.get('x-muster-now'))
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    call<T>('GET', `/api/v1${path}`, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }),
  post: <T>(path: string, body: unknown = {}) => call<T>('POST', `/api/v1${path}`, { body }),
  patch: <T>(path: string, body: unknown, ifMatch: number) => call<T>('PATCH', `/api/v1${path}`, { body, ifMatch }),
  delete: <T>(path: string, body?: unknown) => call<T>('DELETE', `/api/v1${path}`, body === undefined ? {} : { body }),
}

function hearNow(text: string | null): void {
  if (text !== null) learnServerNow(parseInstant(text))
}

/** `crypto.randomUUID` is missing on plain http, so the key is made of random bytes. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function search(query: Query | undefined): string {
  const pairs = Object.entries(query ?? {}).filter((pair): pair is [string, string | number] => pair[1] !== undefined && pair[1] !== '')
  if (pairs.length === 0) return ''
  return `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()}`
}
