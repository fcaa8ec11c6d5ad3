import type { Reproduced, RequestOutcome, Verdict } from '#tickets/rules/vocabulary'

/** What the form of a finding holds; instants in epoch ms. */
export type FindingFields = {
  station: string
  reproduced?: Reproduced
  tried?: string
  evidence?: string
  verdict?: Verdict
  outcome?: RequestOutcome
  customerWords?: string
  revisitAt?: number | null
  cause?: string
  fixReference?: string
  where?: string
  version?: string
  verified?: boolean
  article?: string
  note?: string
}
export type Asked = Exclude<keyof FindingFields, 'station'>

/** What each station is expected to record; everything else can be added as a note. */
const ASKED: Readonly<Record<string, readonly Asked[]>> = {
  qa: ['reproduced', 'tried', 'evidence', 'verdict', 'verified', 'note'],
  engineering: ['cause', 'fixReference', 'evidence', 'note'],
  operations: ['where', 'version', 'evidence', 'note'],
  product: ['verdict', 'note'],
  frontline: ['article', 'note'],
}
const OTHERWISE: readonly Asked[] = ['evidence', 'cause', 'note']
const DECISION: readonly Asked[] = ['outcome', 'customerWords', 'revisitAt']

/** A request is accepted, declined or put off; of anything else a verdict is given. */
export function askedOf(station: string, kind: string): readonly Asked[] {
  const asked = ASKED[station] ?? OTHERWISE
  if (kind !== 'request' || station === 'frontline') return asked
  return [...DECISION, ...asked.filter((one) => one !== 'verdict')]
}
