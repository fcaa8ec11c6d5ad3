import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_PLAYBOOKS } from './default-playbooks.ts'
import { CRITERIA, type PlaybookDocument, REQUIRED_FACTS } from './playbook.ts'
import { playbookProblems } from './playbook-problems.ts'
import { TICKET_KINDS } from './vocabulary.ts'

const FUNCTIONS = ['frontline', 'qa', 'product', 'engineering', 'operations', 'project_lead', 'presales', 'success']
const gate = { from: 'frontline', to: '*', needs: ['description'] } as const
const plain: PlaybookDocument = { required: ['symptom'], relay: ['frontline', 'qa'], exits: [gate] }
const holes = (change: Partial<PlaybookDocument>) =>
  playbookProblems({ ...plain, ...change }, FUNCTIONS).map(({ code, path }) => `${code} ${path}`)

test.each(TICKET_KINDS)('the default playbook of a %s has no hole', (kind) => {
  expect(playbookProblems(DEFAULT_PLAYBOOKS[kind], FUNCTIONS)).toEqual([])
})

describe('every hole is named where it is', () => {
  test.each<[string, Partial<PlaybookDocument>, string[]]>([
    ['a station that is no function', { relay: ['frontline', 'lab'] }, ['unknown-station relay.1']],
    [
      'a rule between stations that are no functions',
      { exits: [gate, { from: 'lab', to: 'moon', needs: [] }] },
      ['unknown-station exits.1.from', 'unknown-station exits.1.to'],
    ],
    ['a relay that begins elsewhere', { relay: ['qa', 'frontline'] }, ['relay-starts-elsewhere relay']],
    ['an empty relay', { relay: [] }, ['relay-starts-elsewhere relay']],
    ['a station twice on the relay', { relay: ['frontline', 'qa', 'qa'] }, ['listed-twice relay.2']],
    ['a fact twice', { required: ['symptom', 'symptom'] }, ['listed-twice required.1']],
    ['a criterion twice', { exits: [gate, { from: 'qa', to: '*', needs: ['note', 'note'] }] }, ['listed-twice exits.1.needs.1']],
    [
      'two rules for one way',
      { exits: [gate, { from: 'qa', to: '*', needs: ['note'] }, { from: 'qa', to: '*', needs: ['cause'] }] },
      ['exit-twice exits.2'],
    ],
    ['a way to itself', { exits: [gate, { from: 'qa', to: 'qa', needs: [] }] }, ['exit-to-itself exits.1.to']],
    ['facts that no way out asks for', { exits: [] }, ['gate-missing exits']],
    ['a way past the gate', { exits: [gate, { from: 'frontline', to: 'product', needs: [] }] }, ['gate-missing exits.1.needs']],
    [
      'a station nothing leads to',
      { required: [], exits: [{ from: 'presales', to: 'frontline', needs: ['note'] }] },
      ['station-unreachable exits.0.from'],
    ],
  ])('%s', (_what, change, expected) => {
    expect(holes(change)).toEqual(expected)
  })

  test('nothing required needs no gate; what a chain of rules leads to is reached', () => {
    expect(holes({ required: [], exits: [] })).toEqual([])
    const chain = [
      { from: 'product', to: 'presales', needs: [] },
      { from: 'qa', to: 'product', needs: [] },
      { from: 'presales', to: 'qa', needs: [] },
    ]
    expect(holes({ required: [], exits: chain })).toEqual([])
  })
})

const station = fc.constantFrom(...FUNCTIONS, 'lab')
const document: fc.Arbitrary<PlaybookDocument> = fc.record({
  required: fc.array(fc.constantFrom(...REQUIRED_FACTS), { maxLength: 4 }),
  relay: fc.array(station, { maxLength: 5 }),
  exits: fc.array(
    fc.record({ from: station, to: fc.oneof(station, fc.constant('*')), needs: fc.array(fc.constantFrom(...CRITERIA), { maxLength: 3 }) }),
    { maxLength: 6 },
  ),
})

test('every problem names a place that exists; without problems the gate stands on every way out of the frontline', () => {
  fc.assert(
    fc.property(document, (playbook) => {
      const problems = playbookProblems(playbook, FUNCTIONS)
      for (const { path } of problems) {
        const found = path.split('.').reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], playbook)
        expect(found, path).toBeDefined()
      }
      if (problems.length > 0) return
      for (const to of FUNCTIONS.slice(1)) {
        const rule = playbook.exits.find((exit) => exit.from === 'frontline' && (exit.to === to || exit.to === '*'))
        if (playbook.required.length > 0) expect(rule?.needs).toContain('description')
      }
    }),
  )
})
