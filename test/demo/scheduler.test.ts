import { expect, test } from 'vitest'
import { type Instant, instant } from '#kernel/instant'
import { type Life, playLives } from '../../demo/scheduler.ts'

test('lives are played side by side in the order of their instants, and what lies later never happens', async () => {
  const told: string[] = []
  const life = (name: string, ...at: number[]) =>
    async function* (): Life {
      told.push(`${name} begins`)
      for (const next of at) {
        yield instant(next)
        told.push(`${name} ${next}`)
      }
    }
  const moved: Instant[] = []
  const lives = [
    { name: 'a', at: instant(10), life: life('a', 40, 90) },
    { name: 'b', at: instant(5), life: life('b', 20, 40, 200) },
    { name: 'c', at: instant(150), life: life('c') },
  ]
  await playLives(lives, instant(100), { before: async (at) => void moved.push(at), failed: (name) => expect.unreachable(name) })
  expect(told).toEqual(['b begins', 'a begins', 'b 20', 'a 40', 'b 40', 'a 90'])
  expect(moved).toEqual([5, 10, 20, 40, 40, 90])
})

test('a life that fails ends alone, and is named', async () => {
  const failed: string[] = []
  const told: number[] = []
  const lives = [
    {
      name: 'broken',
      at: instant(1),
      life: async function* (): Life {
        yield instant(2)
        throw new Error('no')
      },
    },
    {
      name: 'well',
      at: instant(1),
      life: async function* (): Life {
        yield instant(3)
        told.push(3)
      },
    },
  ]
  await playLives(lives, instant(10), { before: async () => undefined, failed: (name) => failed.push(name) })
  expect(failed).toEqual(['broken'])
  expect(told).toEqual([3])
})

test('a life that goes back in time goes on at once instead', async () => {
  const moved: Instant[] = []
  const lives = [
    {
      name: 'a',
      at: instant(10),
      life: async function* (): Life {
        yield instant(3)
      },
    },
  ]
  await playLives(lives, instant(100), { before: async (at) => void moved.push(at), failed: (name) => expect.unreachable(name) })
  expect(moved).toEqual([10, 10])
})
