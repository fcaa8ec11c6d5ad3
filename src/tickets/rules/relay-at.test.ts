import { expect, test } from 'vitest'
import { DEFAULT_PLAYBOOKS } from './default-playbooks.ts'
import { relayAt } from './relay-at.ts'

const published = [
  { kind: 'defect', edition: 4, relay: ['frontline', 'product'] },
  { kind: 'defect', edition: 2, relay: ['frontline', 'qa'] },
  { kind: 'outage', edition: 3, relay: ['frontline', 'operations'] },
] as const

test.each([
  ['before anything was published', 'defect', 1, DEFAULT_PLAYBOOKS.defect.relay],
  ['at the first publication', 'defect', 2, published[1].relay],
  ['between two: another kind was published', 'defect', 3, published[1].relay],
  ['at the second', 'defect', 4, published[0].relay],
  ['of a kind published once', 'outage', 9, published[2].relay],
  ['of a kind never published', 'question', 9, DEFAULT_PLAYBOOKS.question.relay],
] as const)('%s', (_, kind, edition, relay) => {
  expect(relayAt(kind, edition, published)).toEqual(relay)
  expect(relayAt(kind, edition, published.toReversed())).toEqual(relay)
})
