import { describe, expect, test } from 'vitest'
import { accepted, aTicket, li, NOW, refusal } from '../../../test/tickets/a-ticket.ts'
import { type LinkFacts, type LinkToOther, link, linkEnds, linkedAs, MOST_LINKS, mirrored, unlink } from './link.ts'
import { LINKED_AS } from './vocabulary.ts'

const here = aTicket()
const there = { id: 't2' as typeof here.id, number: 1002 }
const to = (as: LinkToOther['as']): LinkToOther => ({ as, other: there })
const by = { kind: 'staff', id: li } as never
const none: LinkFacts = { standing: null, others: 0 }

describe('two tickets know of each other', () => {
  test.each(LINKED_AS)('%s is one row, the same whichever of the two says it', (as) => {
    const { added, ticket, events } = accepted(link(here, to(as), none, by, NOW))
    const ends = linkEnds(here.id, to(as))
    expect(added).toEqual([{ as: 'link', link: ends, byKind: 'staff', byId: li, at: NOW }])
    expect(linkEnds(there.id, { as: mirrored(as), other: here })).toEqual(ends)
    expect(ticket.linked).toBe(true)
    expect(events).toEqual([{ type: 'ticket.linked', at: NOW, data: { linkedAs: as, other: 'T-1002' } }])
    // And it is read from both as it was said.
    expect(linkedAs({ kind: ends.kind, fromHere: ends.ticketId === here.id })).toBe(as)
    expect(linkedAs({ kind: ends.kind, fromHere: ends.ticketId === there.id })).toBe(mirrored(as))
  })

  test('linking twice, and taking away what is not there, changes nothing', () => {
    const standing = { standing: linkEnds(here.id, to('follows')), others: 0 }
    expect(accepted(link(here, to('follows'), standing, by, NOW))).toMatchObject({ events: [], added: [], ticket: here })
    expect(accepted(unlink(here, to('follows'), none, NOW))).toMatchObject({ events: [], added: [], ticket: here })
    // What stands is the other direction.
    expect(accepted(unlink(here, to('followed_by'), standing, NOW))).toMatchObject({ events: [], added: [] })
  })

  test('not to itself, not both ways, and not without end', () => {
    expect(refusal(link(here, { as: 'relates', other: here }, none, by, NOW))).toBe('link-to-itself')
    const standing = { standing: linkEnds(here.id, to('followed_by')), others: 0 }
    expect(refusal(link(here, to('follows'), standing, by, NOW))).toBe('link-the-other-way')
    expect(refusal(link(here, to('relates'), { standing: null, others: MOST_LINKS }, by, NOW))).toBe('too-many-links')
    // A mail that opens the next one is not turned away for it.
    const system = { kind: 'system' } as never
    expect(accepted(link(here, to('followed_by'), { standing: null, others: MOST_LINKS }, system, NOW)).ticket.linked).toBe(true)
  })

  test('apart again, a ticket stays linked as long as another link names it', () => {
    const standing = linkEnds(here.id, to('relates'))
    const told = accepted(unlink({ ...here, linked: true }, to('relates'), { standing, others: 1 }, NOW))
    expect(told).toMatchObject({ added: [{ as: 'link-removed', link: standing }], told: ['unlinked'], ticket: { linked: true } })
    expect(accepted(unlink({ ...here, linked: true }, to('relates'), { standing, others: 0 }, NOW)).ticket.linked).toBe(false)
  })
})
