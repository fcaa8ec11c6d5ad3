import { expect, test } from 'vitest'
import { mailStanding } from './mail-standing.ts'

const LI = { active: true, choice: 'immediate', isAway: false, isReached: true } as const

test.each([
  ['letter', {}, 'send'],
  ['digest', {}, 'send'],
  ['digest', { choice: 'digest' }, 'send'],
  // Chosen otherwise since it was told.
  ['letter', { choice: 'digest' }, 'to-the-digest'],
  ['letter', { choice: 'none' }, 'drop'],
  ['digest', { choice: 'none' }, 'drop'],
  // What asks something of somebody away still reaches them; the morning's summary waits.
  ['letter', { isAway: true }, 'send'],
  ['digest', { isAway: true }, 'to-the-digest'],
  ['letter', { active: false }, 'drop'],
  ['digest', { active: false, isAway: true }, 'drop'],
  ['letter', { isReached: false, choice: 'digest' }, 'drop'],
] as const)('a %s of somebody with %j: %s', (way, person, standing) => {
  expect(mailStanding(way, { ...LI, ...person })).toBe(standing)
})
