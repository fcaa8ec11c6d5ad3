import { setImmediate as turn } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { answerErrors } from '../../../src/api/answer-errors.ts'
import { shedLoad } from '../../../src/api/shed-load.ts'

let app: FastifyInstance
afterEach(() => app.close())

const open = async (late?: Parameters<typeof shedLoad>[1]) => {
  app = Fastify()
  await shedLoad(app, late)
  answerErrors(app)
  app.get('/', async () => 'served')
  await app.ready()
}

/** The statuses of requests between stalls of the whole process. */
async function askBetweenStalls(stalls: number, stallMs: number): Promise<number[]> {
  const statuses: number[] = []
  for (let n = 0; n < stalls; n++) {
    const until = performance.now() + stallMs
    while (performance.now() < until);
    await turn()
    statuses.push((await app.inject('/')).statusCode)
  }
  return statuses
}

test('a process that stood still for more than a second, again and again, serves whoever comes', async () => {
  await open({ mostDelayMs: 10_000, lookEveryMs: 1_000 })
  expect(await askBetweenStalls(4, 1_100)).toEqual([200, 200, 200, 200])
})

test('one that is late all the time says that it is busy, and when to come back', async () => {
  // The same measure as in use, in a fifth of the time.
  await open({ mostDelayMs: 400, lookEveryMs: 2_000 })
  let refused = await app.inject('/')
  for (let n = 0; refused.statusCode === 200 && n < 20; n++) {
    await askBetweenStalls(1, 500)
    refused = await app.inject('/')
  }
  expect(refused.statusCode).toBe(503)
  expect(refused.json()).toMatchObject({ code: 'try-again' })
  expect(refused.headers['retry-after']).toBe('2')
})
