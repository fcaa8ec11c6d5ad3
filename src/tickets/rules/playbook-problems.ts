import type { ExitRule, PlaybookDocument } from './playbook.ts'

/** Where every ticket begins. */
const FIRST = 'frontline'
const ANYWHERE = '*'

export type PlaybookProblem = {
  readonly code:
    | 'unknown-station'
    | 'relay-starts-elsewhere'
    | 'listed-twice'
    | 'exit-twice'
    | 'exit-to-itself'
    | 'station-unreachable'
    | 'gate-missing'
  /** Where in the document, `exits.3.from`. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
}

/** What keeps a playbook from being published: every hole by name. `functions`: the keys of the workspace's functions. */
export function playbookProblems(playbook: PlaybookDocument, functions: readonly string[]): PlaybookProblem[] {
  return [
    ...stationProblems(playbook, functions),
    ...repeated(playbook.required, 'required'),
    ...relayProblems(playbook),
    ...exitProblems(playbook.exits),
    ...unreachable(playbook, functions),
    ...gateProblems(playbook),
  ]
}

function stationProblems({ relay, exits }: PlaybookDocument, functions: readonly string[]): PlaybookProblem[] {
  const named = [
    ...relay.map((station, i) => [`relay.${i}`, station] as const),
    ...exits.map((rule, i) => [`exits.${i}.from`, rule.from] as const),
    ...exits.flatMap((rule, i) => (rule.to === ANYWHERE ? [] : [[`exits.${i}.to`, rule.to] as const])),
  ]
  return named
    .filter(([, station]) => !functions.includes(station))
    .map(([path, value]) => ({ code: 'unknown-station', path, params: { value } }))
}

function relayProblems({ relay }: PlaybookDocument): PlaybookProblem[] {
  const twice = repeated(relay, 'relay')
  return relay[0] === FIRST ? twice : [{ code: 'relay-starts-elsewhere', path: 'relay', params: { station: FIRST } }, ...twice]
}

function exitProblems(exits: readonly ExitRule[]): PlaybookProblem[] {
  return exits.flatMap((rule, i) => {
    const problems = repeated(rule.needs, `exits.${i}.needs`)
    const { from, to } = rule
    if (from === to) problems.push({ code: 'exit-to-itself', path: `exits.${i}.to`, params: { station: from } })
    if (exits.findIndex((other) => other.from === from && other.to === to) < i)
      problems.push({ code: 'exit-twice', path: `exits.${i}`, params: { from, to } })
    return problems
  })
}

/** A station that leaves by a rule, but that neither the relay nor a rule of a station before it leads to. */
function unreachable({ relay, exits }: PlaybookDocument, functions: readonly string[]): PlaybookProblem[] {
  const reached = new Set([FIRST, ...relay])
  // A rule to anywhere opens every station; each round opens at least one more, or ends.
  for (let before = -1; before < reached.size; ) {
    before = reached.size
    for (const { from, to } of exits) {
      if (!reached.has(from)) continue
      for (const station of to === ANYWHERE ? functions : [to]) reached.add(station)
    }
  }
  return exits.flatMap(({ from }, i) =>
    reached.has(from) || !functions.includes(from)
      ? []
      : [{ code: 'station-unreachable', path: `exits.${i}.from`, params: { station: from } }],
  )
}

/** The gate stands at leaving the frontline, on every way out: required facts that nothing asks for would be required in vain. */
function gateProblems({ required, exits }: PlaybookDocument): PlaybookProblem[] {
  if (required.length === 0) return []
  const open = exits.flatMap((rule, i): PlaybookProblem[] =>
    rule.from === FIRST && !rule.needs.includes('description')
      ? [{ code: 'gate-missing', path: `exits.${i}.needs`, params: { to: rule.to } }]
      : [],
  )
  const everywhere = exits.some((rule) => rule.from === FIRST && rule.to === ANYWHERE)
  return everywhere ? open : [...open, { code: 'gate-missing', path: 'exits', params: { to: ANYWHERE } }]
}

function repeated(values: readonly string[], path: string): PlaybookProblem[] {
  return values.flatMap((value, i) =>
    values.indexOf(value) < i ? [{ code: 'listed-twice' as const, path: `${path}.${i}`, params: { value } }] : [],
  )
}
