import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { instantIn, instantOut } from '#kernel/fields'
import { addMs, formatInstant, type Instant, MINUTE } from '#kernel/instant'
import { notFound } from '../refused.ts'

/** 400 days: far enough to see a year's calendar through. */
const MOST_MINUTES = 400 * 24 * 60

const clockBody = z.union([z.strictObject({ advanceMinutes: z.number().min(0).max(MOST_MINUTES) }), z.strictObject({ setTo: instantIn })])
type ClockBody = z.output<typeof clockBody>

/**
 * Mounted only with MUSTER_TEST_CLOCK=1: moves the shared clock and answers when everything due has fired and its jobs are
 * done. Not made by `route`: an Idempotency-Key would keep a transaction open around the walk, and the walk waits for
 * every older transaction to end.
 */
export function testClockRoutes(app: FastifyInstance, advanceTo: (to: (now: Instant) => Instant) => Promise<Instant>): void {
  app.route({
    method: 'POST',
    url: '/test/clock',
    config: { access: { actors: ['staff'], scope: 'admin' } },
    schema: {
      summary: 'Move the test clock forward; answers when everything due has fired',
      tags: ['test'],
      body: clockBody,
      response: { 200: z.object({ now: instantOut }) },
    },
    async handler(request) {
      const { actor } = request.ctx()
      if (actor.kind !== 'staff' || actor.role !== 'administrator') throw notFound()
      const body = request.body as ClockBody
      const reached = await advanceTo((now) => ('setTo' in body ? body.setTo : addMs(now, body.advanceMinutes * MINUTE)))
      return { now: formatInstant(reached) }
    },
  })
}
