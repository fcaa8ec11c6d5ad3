/** The closed word lists of a ticket, the same in table, type, route and screen. */

export const TICKET_KINDS = ['question', 'defect', 'outage', 'request', 'service', 'advisory', 'complaint'] as const
export type TicketKind = (typeof TICKET_KINDS)[number]

export const ORIGINS = ['customer', 'staff', 'alert', 'prospect', 'unknown'] as const
export type Origin = (typeof ORIGINS)[number]

/** How two tickets belong together. `follows` has a direction, `relates` none. */
export const LINK_KINDS = ['follows', 'relates'] as const
export type LinkKind = (typeof LINK_KINDS)[number]
/** The same, said from one of the two. */
export const LINKED_AS = ['follows', 'followed_by', 'relates'] as const
export type LinkedAs = (typeof LINKED_AS)[number]

/** How words reach us. Live channels owe faster answers than written ones (`channelClass`). */
export const CHANNELS = ['portal', 'mail', 'api', 'phone', 'im'] as const
export type Channel = (typeof CHANNELS)[number]
export type ChannelClass = 'live' | 'written'
export const channelClass = (channel: Channel): ChannelClass => (channel === 'phone' || channel === 'im' ? 'live' : 'written')

/** Status says who must act. */
export const STATUSES = ['open', 'waiting_on_customer', 'waiting_on_third_party', 'scheduled', 'observing', 'resolved', 'closed'] as const
export type Status = (typeof STATUSES)[number]

export const SEVERITIES = ['S1', 'S2', 'S3', 'S4'] as const
export type Severity = (typeof SEVERITIES)[number]

export const IMPACTS = ['many', 'company', 'department', 'person'] as const
export type Impact = (typeof IMPACTS)[number]

export const URGENCIES = ['stopped', 'degraded', 'workaround', 'none'] as const
export type Urgency = (typeof URGENCIES)[number]

export const FLAGS = ['data_loss', 'security', 'personal_data', 'money', 'vip'] as const
export type Flag = (typeof FLAGS)[number]

export const SIDES = ['ours', 'our_supplier', 'customer', 'customers_third_party', 'unknown'] as const
export type Side = (typeof SIDES)[number]

export const CAUSE_CLASSES = [
  'design',
  'implementation',
  'delivery',
  'operations',
  'our_supplier',
  'environment',
  'usage',
  'customers_third_party',
  'customer',
  'undetermined',
] as const
export type CauseClass = (typeof CAUSE_CLASSES)[number]

/** Causes on our side; the rest, except `undetermined`, say "not ours" and need evidence. */
export const OUR_CAUSES: readonly CauseClass[] = ['design', 'implementation', 'delivery', 'operations', 'our_supplier']
export const isNotOurs = (cause: CauseClass): boolean => cause !== 'undetermined' && !OUR_CAUSES.includes(cause)

export const CLOSINGS = ['confirmed', 'silent', 'no_response', 'dismissed', 'merged'] as const
export type Closing = (typeof CLOSINGS)[number]

export const DUTIES = ['owner', 'liaison'] as const
export type Duty = (typeof DUTIES)[number]

export const TIERS = ['standard', 'priority', 'strategic'] as const
export type Tier = (typeof TIERS)[number]

export const AUDIENCES = ['customer', 'partner', 'internal'] as const
export type Audience = (typeof AUDIENCES)[number]

/** Bands of the front line, first match wins in this order. */
export const BANDS = ['nobody_accepted', 'at_risk', 'moving', 'waiting', 'resolved_today'] as const
export type Band = (typeof BANDS)[number]

export const VERDICTS = ['defect', 'as_designed', 'request', 'environment', 'usage', 'third_party'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What is decided of a request. */
export const REQUEST_OUTCOMES = ['accepted', 'declined', 'later'] as const
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number]

export const REPRODUCED = ['yes', 'no', 'unclear'] as const
export type Reproduced = (typeof REPRODUCED)[number]
