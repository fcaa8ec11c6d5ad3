import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Locale } from '#kernel/actor'
import type { Refusal } from '#kernel/decision'
import { isDatabaseAway } from '#platform/database-away'
import { toProblem } from '#platform/http/problem'
import { type FieldError, Refused } from '#platform/refused'
import { refusalCatalogue } from './refusal-catalogue.ts'

/** The one edge where refusals become problems and faults are logged, once. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Refused, request, reply) => {
    const [refusal, fields] = understand(error, request)
    if (refusal.code === 'fault') request.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'fault')
    return sendProblem(request, reply, refusal, fields)
  })
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, { code: 'not-found', params: {} }))
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: Refusal, fields: readonly FieldError[] = []): FastifyReply {
  const problem = toProblem(refusalCatalogue, refusal, localeOf(request), fields)
  if (problem.status === 503) reply.header('retry-after', '2')
  return reply
    .status(problem.status)
    .header('x-request-id', request.id)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problem)
}

/** Accept-Language when it names one of ours, else the person's own, else Chinese. */
export function localeOf(request: FastifyRequest): Locale {
  const wanted = request.headers['accept-language']?.split(',')[0]?.trim().toLowerCase()
  if (wanted?.startsWith('en')) return 'en'
  if (wanted?.startsWith('zh')) return 'zh-CN'
  return request.actor?.locale ?? 'zh-CN'
}

function understand(error: FastifyError | Refused | Error, request: FastifyRequest): [Refusal, readonly FieldError[]] {
  if (error instanceof Refused) return [error.refusal, error.fields]
  const code = (error as { code?: string }).code ?? ''
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return [{ code: 'too-large', params: { limit: '1 MB' } }, []]
  if (code === 'FST_REQ_FILE_TOO_LARGE') return [{ code: 'too-large', params: { limit: '25 MB' } }, []]
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE')
    return [{ code: 'unsupported-media-type', params: {} }, []]
  if (code.startsWith('FST_ERR_CTP') || code === 'FST_ERR_VALIDATION')
    return [{ code: 'invalid-input', params: {} }, [{ path: '', code: 'invalid-format' }]]
  if (code === '53100' || code === 'ENOSPC') return [{ code: 'disk-full', params: {} }, []]
  if (code === '40001' || code === '40P01' || code === '55P03') return [{ code: 'try-again', params: {} }, []]
  if (code === '22P05' || code === '22021') return [{ code: 'invalid-input', params: {} }, [{ path: '', code: 'unstorable-text' }]]
  if (isDatabaseAway(error)) {
    request.log.warn({ err: error, requestId: request.id }, 'database away')
    return [{ code: 'database-away', params: {} }, []]
  }
  const status = (error as { statusCode?: number }).statusCode ?? 500
  if (status === 413) return [{ code: 'too-large', params: { limit: '1 MB' } }, []]
  if (status === 429) return [{ code: 'too-many-requests', params: { seconds: 60 } }, []]
  if (status >= 400 && status < 500) return [{ code: 'invalid-input', params: {} }, [{ path: '', code: 'invalid-format' }]]
  return [{ code: 'fault', params: { requestId: request.id } }, []]
}
