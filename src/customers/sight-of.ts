import type { Actor } from '#kernel/actor'
import { type EventSight, INTERNAL } from '#platform/events'
import { notFound } from '#platform/refused'
import type { AccountReach } from './policy.ts'
import type { Sight } from './store/sight.ts'

/** Which accounts an actor's reads reach. Throws not-found for whom customers are no business of. */
export function sightOf(actor: Actor): Sight {
  switch (actor.kind) {
    case 'system':
      return { of: 'all' }
    case 'staff':
      return actor.role === 'administrator' ? { of: 'all' } : { of: 'staff', staffId: actor.id }
    case 'contact':
      return { of: 'account', accountId: actor.accountId }
    default:
      throw notFound()
  }
}

/** As `sightOf`, for what only our own people see or change. */
export function staffSightOf(actor: Actor): Sight {
  if (actor.kind === 'contact') throw notFound()
  return sightOf(actor)
}

/** Who hears of a change to an account: all staff, or the people of a restricted one. */
export function eventSightOf(accountId: string, reach: Pick<AccountReach, 'access' | 'servicePersonId' | 'teamIds'>): EventSight {
  if (reach.access === 'open') return { ...INTERNAL, accountId }
  const { servicePersonId, teamIds } = reach
  return {
    ...INTERNAL,
    accountId,
    restriction: 'named',
    participants: [...new Set([...teamIds, ...(servicePersonId ? [servicePersonId] : [])])],
  }
}
