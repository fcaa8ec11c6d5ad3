import { AUTH_BASE, CLIENT_ADDRESS, faults } from './identity.ts'
import type { Auth } from './open-auth.ts'
import { understandSignIn } from './understand-sign-in.ts'

type Question = {
  readonly path: string
  readonly body: Record<string, unknown>
  readonly asGet: boolean
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly address: string
  /** Whether the caller is signed in already: then a wrong code is one of setting up. */
  readonly signedIn: boolean
}
type CookieJar = { header(name: 'set-cookie', value: string[]): unknown }

/**
 * Puts one request to better-auth and gives its JSON. Only what it needs is passed on: cookies, the kind of browser, the
 * caller's address as the server saw it. Cookies to set go to `reply`, refused or not; a refusal is thrown as one of ours.
 */
export async function askBetterAuth(auth: Auth, question: Question, reply: CookieJar): Promise<Record<string, unknown>> {
  const { path, body, asGet } = question
  const url = new URL(`${auth.publicUrl}${AUTH_BASE}${path}`)
  const headers = new Headers({ [CLIENT_ADDRESS]: question.address, origin: new URL(auth.publicUrl).origin })
  for (const name of ['cookie', 'user-agent']) {
    const value = question.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  if (asGet) for (const [name, value] of Object.entries(body)) url.searchParams.set(name, String(value))
  else headers.set('content-type', 'application/json')
  const request = new Request(url, asGet ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) })
  const fault: { error?: unknown } = {}
  const response = await faults.run(fault, () => auth.identity.auth.handler(request))
  if (response.status >= 500) throw rootOf(fault.error) ?? new Error(`sign-in answered ${response.status} on ${path}`)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  const answer = await readJson(response)
  if (!response.ok) throw understandSignIn(question, response.status, answer, response.headers.get('x-retry-after'))
  return answer
}

// better-auth wraps some of what it catches; the edge knows a database that is away by the driver's own error.
function rootOf(error: unknown): Error | null {
  if (!(error instanceof Error)) return null
  return error.cause instanceof Error ? error.cause : error
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text()
  if (!response.headers.get('content-type')?.includes('json') || text === '') return {}
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
