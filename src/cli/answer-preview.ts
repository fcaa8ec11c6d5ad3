import type { z } from 'zod'
import type { Locale } from '#kernel/actor'
import { previewDeadline } from '#obligations'
import { deadlinePreviewIn } from '#obligations/contract'
import { toProblem } from '#platform/http/problem'
import { fieldErrors } from '#platform/http/zod-fields'
import type { FieldError } from '#platform/refused'
import { refusalCatalogue } from '../api/refusal-catalogue.ts'

type Request = z.output<typeof deadlinePreviewIn>

/** A due, or in its place a problem as the API says it: one wrong request of an array does not stop the others. */
export function answerPreview(request: unknown, locale: Locale): unknown {
  const result = deadlinePreviewIn.safeParse(request, { reportInput: true })
  if (!result.success) return problem({ code: 'invalid-input', params: {} }, locale, fieldErrors(result.error.issues))
  const { calendar } = result.data
  // Its id means nothing without the database, which is not opened here.
  if (typeof calendar === 'string')
    return problem({ code: 'invalid-input', params: {} }, locale, [{ path: 'calendar', code: 'unknown-reference' }])
  return decided(calendar, result.data, locale)
}

function decided(calendar: Exclude<Request['calendar'], string>, request: Request, locale: Locale): unknown {
  const decision = previewDeadline(calendar, request, locale)
  return decision.accepted ? decision.state : problem(decision.refusal, locale)
}

function problem(refusal: Parameters<typeof toProblem>[1], locale: Locale, fields: readonly FieldError[] = []): unknown {
  return toProblem(refusalCatalogue, refusal, locale, fields)
}
