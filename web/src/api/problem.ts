import i18next from 'i18next'

export type FieldProblem = { readonly path: string; readonly code: string; readonly message: string }

/** What the API answers when it does not do as asked (RFC 9457), or what stands for it when no answer came. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly status: number
  readonly code: string
  readonly title: string
  readonly fields: readonly FieldProblem[]
  readonly params: Readonly<Record<string, unknown>>

  constructor(facts: {
    status: number
    code: string
    title: string
    detail: string
    fields?: readonly FieldProblem[]
    params?: Readonly<Record<string, unknown>>
  }) {
    super(facts.detail)
    this.status = facts.status
    this.code = facts.code
    this.title = facts.title
    this.fields = facts.fields ?? []
    this.params = facts.params ?? {}
  }
}

/** The problem in an answer that is not fine. A body that is no problem document becomes one, in the reader's words. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => null)
  const facts = (body ?? {}) as Record<string, unknown>
  if (typeof facts['detail'] === 'string' && typeof facts['code'] === 'string') {
    return new ProblemError({
      status: response.status,
      code: facts['code'],
      title: String(facts['title'] ?? ''),
      detail: facts['detail'],
      fields: Array.isArray(facts['errors']) ? (facts['errors'] as FieldProblem[]) : [],
      params: (facts['params'] ?? {}) as Record<string, unknown>,
    })
  }
  return saidHere(response.status, response.status === 401 ? 'sign-in-needed' : 'unexpected', { status: response.status })
}

/** No answer at all: the line is down or the server is away. */
export function noAnswer(): ProblemError {
  return saidHere(0, navigator.onLine ? 'no-answer' : 'offline')
}

/** Anything thrown, as a problem that can be shown. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  return saidHere(0, 'unexpected', { status: error instanceof Error ? error.message : '' })
}

function saidHere(status: number, code: string, params: Record<string, unknown> = {}): ProblemError {
  return new ProblemError({
    status,
    code,
    title: i18next.t(`problem:${code}.title`),
    detail: i18next.t(`problem:${code}.detail`, params),
    params,
  })
}
