import type { Instant } from '#kernel/instant'
import { isFilled } from './fix.ts'
import type { FindingData, Ticket } from './ticket.ts'

/**
 * Chapter 1, Relay: a request is accepted, declined in words that the customer can be given, or looked at again at an
 * instant. What is wrong with what was said of that, field by field, all at once.
 */
export function outcomeProblems(
  { kind }: Pick<Ticket, 'kind'>,
  { outcome, customerWords, revisitAt }: FindingData,
  at: Instant,
): readonly { readonly path: string; readonly code: string }[] {
  const given = Object.entries({ outcome, customerWords, revisitAt }).filter(([, value]) => value !== undefined)
  if (kind !== 'request') return given.map(([path]) => ({ path, code: 'requests-only' }))
  return [
    ...(outcome === 'declined' && !isFilled(customerWords) ? [{ path: 'customerWords', code: 'required' }] : []),
    ...(outcome === 'later' && revisitAt === undefined ? [{ path: 'revisitAt', code: 'required' }] : []),
    ...(outcome !== 'later' && revisitAt !== undefined ? [{ path: 'revisitAt', code: 'only-with-later' }] : []),
    ...(outcome === 'later' && revisitAt !== undefined && revisitAt <= at ? [{ path: 'revisitAt', code: 'in-the-past' }] : []),
  ]
}
