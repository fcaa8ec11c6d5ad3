/** An event, as far as it matters who is told. */
export type Telling = {
  readonly type: string
  readonly actor: { readonly kind: string; readonly id: string }
  readonly data: Readonly<Record<string, unknown>>
}

/** Who stands where at this moment; null where there is nobody to be named (an obligation of no ticket, no line). */
export type People = {
  readonly ownerId: string | null
  readonly liaisonId: string | null
  readonly leadId: string | null
  readonly executiveId: string | null
  readonly dutyManagerId: string | null
  /** Whom the ticket, a complaint, is about. */
  readonly complaintAbout: readonly string[]
  /** Who sets the workspace up. */
  readonly administratorIds: readonly string[]
}

/** Why somebody is told; the screen says it in words. */
export type Reason =
  | 'holder'
  | 'line-lead'
  | 'line-executive'
  | 'duty-manager'
  | 'owner'
  | 'liaison'
  | 'receiver'
  | 'giver'
  | 'assigned'
  | 'relieved'
  | 'names-owner'
  | 'asked'
  | 'asker'
  | 'administrator'
export type Recipient = { readonly staffId: string; readonly reason: Reason }

type Tell = (event: Telling, people: People) => readonly (readonly [unknown, Reason])[]

const bothDuties: Tell = (_, { ownerId, liaisonId }) => [
  [ownerId, 'owner'],
  [liaisonId, 'liaison'],
]
const owner: Tell = (_, { ownerId }) => [[ownerId, 'owner']]
const liaison: Tell = (_, { liaisonId }) => [[liaisonId, 'liaison']]
/** Whoever speaks with the customer hears first that they were not reached. */
const spokesman: Tell = (event, people) => [...liaison(event, people), ...owner(event, people)]
const administrators: Tell = (_, { administratorIds }) => administratorIds.map((id) => [id, 'administrator'])
const giver: Tell = ({ data }) => [[data['fromId'], 'giver']]
/** The line's lead, or the duty manager where the complaint is about the lead. */
const lead: Tell = (_, { leadId, dutyManagerId, complaintAbout }) =>
  leadId !== null && complaintAbout.includes(leadId) ? [[dutyManagerId, 'duty-manager']] : [[leadId, 'line-lead']]
const receiver: Tell = ({ data }) => [[data['toId'], 'receiver']]

/** The default ladder: which roles hear of it was decided by the obligation itself. */
const ladder: Tell = (event, people) => {
  const named = event.data['recipients']
  const roles = Array.isArray(named) ? (named as unknown[]) : []
  const standing: readonly (readonly [Reason, ReturnType<Tell>])[] = [
    ['holder', [[event.data['holderId'], 'holder']]],
    ['line-lead', lead(event, people)],
    ['line-executive', [[people.executiveId, 'line-executive']]],
    ['duty-manager', [[people.dutyManagerId, 'duty-manager']]],
  ]
  return standing.filter(([role]) => roles.includes(role)).flatMap(([, told]) => told)
}

const FROM_OUTSIDE = ['contact', 'partner']

const TOLD: Readonly<Record<string, Tell>> = {
  'obligation.warned': ladder,
  'obligation.broken': ladder,
  'obligation.climbed': ladder,
  'ticket.created': bothDuties,
  'ticket.hand-off-offered': receiver,
  'ticket.hand-off-withdrawn': receiver,
  'ticket.hand-off-accepted': giver,
  'ticket.hand-off-declined': giver,
  'ticket.hand-off-expired': (event, people) => [...giver(event, people), [event.data['leadId'], 'line-lead']],
  'ticket.duty-assigned': ({ data }) => [
    [data['toId'], 'assigned'],
    [data['fromId'], 'relieved'],
  ],
  'ticket.owner-must-be-named': ({ data }) => [[data['byId'], 'names-owner']],
  'ticket.lead-replaced': ({ data }) => [[data['toId'], 'holder']],
  'ticket.asked': ({ data }) => [[data['toId'], 'asked']],
  'ticket.ask-answered': ({ data }) => [[data['toId'], 'asker']],
  'ticket.ask-withdrawn': ({ data }) => [[data['toId'], 'asked']],
  'ticket.ask-ended': ({ data }) => [[data['toId'], 'asker']],
  'ticket.objected': lead,
  'ticket.rated-low': lead,
  'ticket.lowering-decided': ({ data }) => [[data['toId'], 'asker']],
  'ticket.message-posted': (event, people) => (FROM_OUTSIDE.includes(event.actor.kind) ? spokesman(event, people) : []),
  'ticket.confirmed': bothDuties,
  'ticket.reopened': bothDuties,
  'ticket.call-needed': liaison,
  'ticket.observation-over': owner,
  'mail.quarantined': administrators,
  'mailbox.failing': administrators,
  'mailbox.consent-over': administrators,
  'mailbox.silent': administrators,
  'mail.undelivered': spokesman,
  'mail.bounced': spokesman,
}

/** The event types somebody may be told of. */
export const TOLD_TYPES: readonly string[] = Object.keys(TOLD)

/** Who is told of an event and why: each person once, by the first reason, and never whoever did it. */
export function recipients(event: Telling, people: People): Recipient[] {
  const told = new Map<string, Reason>()
  for (const [id, reason] of TOLD[event.type]?.(event, people) ?? [])
    if (typeof id === 'string' && id !== event.actor.id && !told.has(id)) told.set(id, reason)
  return [...told].map(([staffId, reason]) => ({ staffId, reason }))
}
