import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { Refused } from '#platform/refused'

/** A process this far behind answers quickly that it is busy, rather than everybody late; looked at over several times as long, or it measures nothing. */
const LATE = { mostDelayMs: 2_000, lookEveryMs: 10_000 }

/**
 * Refuses `try-again` while the event loop is late by more than `mostDelayMs` on average. A while of which nothing could be measured, as after
 * a stall that the machine or a full collection made, says nothing: who comes then is served.
 */
export async function shedLoad(app: FastifyInstance, { mostDelayMs, lookEveryMs } = LATE): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: mostDelayMs,
    sampleInterval: lookEveryMs,
    exposeStatusRoute: false,
    pressureHandler: (_request, _reply, _type, delayMs) => {
      // The plugin's word for "no sample": infinity.
      if (delayMs !== Number.POSITIVE_INFINITY) throw new Refused('try-again')
    },
  })
}
