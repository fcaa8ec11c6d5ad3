import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../harness/app.ts'

let muster: TestApp
beforeAll(async () => {
  muster = await startApp({ role: 'web' })
}, 60_000)
afterAll(() => muster.stop())

it('an address written in disguise is counted like the one it leads to', async () => {
  const statuses: number[] = []
  for (let nth = 0; nth < 62; nth++) {
    const name = nth % 2 === 0 ? 'files' : '%66iles'
    const { status } = await fetch(`${muster.url}/${name}/01990000-0000-7000-8000-000000000001?x=${nth}`)
    statuses.push(status)
  }
  expect(statuses.slice(0, 60)).not.toContain(429)
  expect(statuses.slice(60)).toEqual([429, 429])
})
