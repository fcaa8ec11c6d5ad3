import type { Refusal } from '#kernel/decision'

/** One field that is wrong: a JSON path (`report.impact`), a code of the field catalogue, and what its sentence names. */
export type FieldError = { readonly path: string; readonly code: string; readonly params?: Readonly<Record<string, string | number>> }

/**
 * A refusal on its way out of an action: the transaction rolls back and the edge answers with the catalogue's status and
 * sentence. Not a fault: it is not logged as one.
 */
export class Refused extends Error {
  readonly refusal: Refusal
  readonly fields: readonly FieldError[]

  constructor(code: string, params: Refusal['params'] = {}, fields: readonly FieldError[] = []) {
    super(code)
    this.name = 'Refused'
    this.refusal = { code, params }
    this.fields = fields
  }
}

/** The same answer for "no such thing" and "not yours". */
export function notFound(): Refused {
  return new Refused('not-found')
}
