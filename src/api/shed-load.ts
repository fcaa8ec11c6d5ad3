import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { Refused } from '#platform/refused'

/** A process this far behind answers quickly that it is busy, rather than everybody late. */
const MOST_DELAY_MS = 10_000

/**
 * Refuses `try-again` while the event loop is late by more than `mostDelayMs`, averaged over a second. A second of which
 * nothing could be measured, as after a stall that the machine or a full collection made, says nothing: who comes then is served.
 */
export async function shedLoad(app: FastifyInstance, mostDelayMs = MOST_DELAY_MS): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: mostDelayMs,
    exposeStatusRoute: false,
    pressureHandler: (_request, _reply, _type, delayMs) => {
      // The plugin's word for "no sample": infinity.
      if (delayMs !== Number.POSITIVE_INFINITY) throw new Refused('try-again')
    },
  })
}
