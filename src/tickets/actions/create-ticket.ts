import { accountForIntake } from '#customers'
import { type AccountId, type ContactId, newId, type ProductLineId, type StaffId, type TicketId } from '#kernel/ids'
import { pinnedClocks, pinnedPolicy } from '#obligations'
import { intakeCandidates } from '#oncall'
import type { IntakeCandidates } from '#oncall/rules/intake-candidates'
import { type Ctx, ctxInside } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { type FieldError, notFound, Refused } from '#platform/refused'
import { badFields } from '../bad-fields.ts'
import type { CreateTicket } from '../contract.ts'
import { DEFAULT_PLAYBOOKS } from '../rules/default-playbooks.ts'
import { eventSight } from '../rules/event-sight.ts'
import { missingFacts } from '../rules/gate.ts'
import { holdersTakePart } from '../rules/holders-take-part.ts'
import { obligationsAfter } from '../rules/obligations-after.ts'
import { openTicket } from '../rules/open-ticket.ts'
import { peopleAfter } from '../rules/people-after.ts'
import { UNSORTED_ACCOUNT } from '../rules/place.ts'
import type { LineFacts, Report, Ticket } from '../rules/ticket.ts'
import type { Channel, Origin } from '../rules/vocabulary.ts'
import { linkAttachments } from '../store/added-rows.ts'
import { type IntakeFacts, loadIntakeFacts, ownUnlinkedAttachments, referencesExist } from '../store/intake-facts.ts'
import { staffNames } from '../store/names.ts'
import type { TicketNames } from '../store/read-ticket.ts'
import { accountTeam } from '../store/sights.ts'
import type { TicketFacts } from '../ticket-record.ts'
import { writeTicket } from '../write-ticket.ts'

export const INTERNAL_ACCOUNT = '00000000-0000-7000-8000-000000000002'

/**
 * A customer's problem becomes a ticket with an owner and a liaison from its first instant. A contact reports for their
 * own account only; staff and integrations name the account, or the contact. Unknown senders go to *unsorted*.
 */
export async function createTicket(ctx: Ctx, input: CreateTicket, arrived: Arrived = {}): Promise<Created> {
  return ctx.transaction(async (tx) => {
    // On this very connection: a second one per command would starve the pool when many come at once.
    const inside = ctxInside(ctx, tx)
    const productLineId = input.productLineId ?? null
    const peopleFor = (accountId: string) => intakeCandidates(tx, { accountId, productLineId, at: ctx.now })
    const accountId = accountNamed(ctx.actor, input)
    // What is asked together leaves in one packet.
    const [customer, intake, people] = await Promise.all([
      whose(inside, input),
      loadIntakeFacts(tx, productLineId, input.kind),
      accountId === undefined ? null : peopleFor(accountId),
    ])
    // Whoever reports may have been placed with another company meanwhile.
    const candidates = people !== null && customer.accountId === accountId ? people : await peopleFor(customer.accountId)
    if (!intake || !candidates) throw badFields([{ path: 'productLineId', code: 'unknown-reference' }])
    if (input.aboutStaffIds && input.kind !== 'complaint') throw new Refused('about-for-complaints')
    const exist = await checkReferences(inside, input, intake, customer.accountId)
    const decision = openTicket(openingOf(ctx, input, customer, intake, arrived), candidates, ctx.now)
    if (!decision.accepted) throw new Error('opening a ticket never refuses')
    const facts = await write(ctx, tx, { decision, input, customer, intake })
    return { id: facts.ticket.id, facts, names: { ...namesOf(candidates, customer, intake), ...exist.names } }
  })
}

/** How it came in, when that is not for its reporter to say. */
export type Arrived = { readonly channel?: 'mail'; readonly origin?: 'unknown' }

function openingOf(
  ctx: Ctx,
  input: CreateTicket,
  customer: Whose,
  intake: IntakeFacts,
  arrived: Arrived,
): Parameters<typeof openTicket>[0] {
  return {
    id: newId<TicketId>(ctx.now),
    accountId: customer.accountId as AccountId,
    accountTier: customer.tier as Ticket['accountTier'],
    accountKind: customer.kind as Ticket['accountKind'],
    productLineId: intake.lineId as ProductLineId,
    componentId: input.componentId ?? null,
    environmentId: input.environmentId ?? null,
    kind: input.kind,
    origin: arrived.origin ?? originOf(ctx, input, customer.contactId !== null),
    channel: arrived.channel ?? channelOf(ctx, input),
    title: input.title,
    report: reportOf(input, ctx.now),
    reporterId: customer.contactId as ContactId | null,
    reporterDepartment: customer.department,
    policyId: intake.policyId,
    policyVersion: intake.policyVersion,
    playbookEdition: intake.playbookEdition,
    attachmentIds: input.attachmentIds ?? [],
    complaintAbout: [...new Set(input.aboutStaffIds ?? [])] as StaffId[],
    confirmedFlags: ctx.actor.kind === 'staff' ? (input.report?.flags ?? []) : [],
  }
}

type Opened = {
  readonly decision: Extract<ReturnType<typeof openTicket>, { accepted: true }>
  readonly input: CreateTicket
  readonly customer: Whose
  readonly intake: IntakeFacts
}

/** The ticket with its obligations and events, in one statement. */
async function write(ctx: Ctx, tx: Tx, { decision, input, customer, intake }: Opened): Promise<TicketFacts> {
  const at = ctx.now
  const ticket: Ticket = { ...decision.state.ticket, number: intake.number }
  const calendar = { calendarId: intake.calendarId, calendarVersion: intake.calendarVersion }
  const policy = await pinnedPolicy(tx, ticket)
  const clocks = await pinnedClocks(tx, [calendar])
  const playbook = intake.playbook ?? DEFAULT_PLAYBOOKS[ticket.kind]
  const line = lineOf(intake)
  const owed = { policy, calendar, clocks, line, missing: missingFacts(ticket.report, playbook), newId: () => newId(at) }
  const obligations = obligationsAfter(ticket, decision.events, [], owed, at)
  const reporter = customer.contactId === null ? [] : [{ kind: 'contact' as const, id: customer.contactId, seesCustomerWords: true }]
  const holders = holdersTakePart(ticket, obligations.all, { part: reporter, added: decision.state.added }, ctx.actor, at)
  const added = [...decision.state.added, ...holders]
  const participants = peopleAfter(reporter, holders)
  const restrictedTo = customer.access === 'restricted' ? await accountTeam(tx, customer.accountId) : null
  await writeTicket(
    tx,
    {
      before: null,
      after: ticket,
      added,
      obligations,
      events: [...decision.events, ...obligations.events],
      actor: ctx.actor,
      sightOf: (audience, named) => eventSight({ ticket, participants, restrictedTo }, audience, named),
      editedBy: null,
    },
    (writes) => linkAttachments(writes, input.attachmentIds ?? [], { ticket_id: ticket.id }, at),
  )
  const standing = { versionBy: null, restorationHow: null, resolution: null }
  return { ticket, line, calendar, obligations: obligations.all, participants, restrictedTo, playbook, ...standing }
}

/** The new ticket with what it takes to show it, without reading it again. */
export type Created = { readonly id: TicketId; readonly facts: TicketFacts; readonly names: TicketNames }

function namesOf(candidates: IntakeCandidates, customer: Whose, intake: IntakeFacts): Omit<TicketNames, 'component' | 'environment'> {
  const { servicePerson, frontline, squadLead, lineLead, dutyManager, lastResort } = candidates
  const people = [servicePerson, ...frontline, squadLead, lineLead, dutyManager, lastResort].filter((one) => one !== null)
  return {
    staff: Object.fromEntries(people.map((one) => [one.id, one.name])),
    reporter: customer.contactName,
    account: customer.accountName,
    line: intake.lineName,
  }
}

type Whose = {
  accountId: string
  tier: string
  kind: string
  contactId: string | null
  department: string | null
  access: string
  accountName: string
  contactName: string | null
}

async function whose(ctx: Ctx, input: CreateTicket): Promise<Whose> {
  const { actor } = ctx
  if (actor.kind === 'partner') throw notFound()
  if (actor.kind === 'contact') {
    // Another account, another person: as if they did not exist.
    if (input.accountId !== undefined && input.accountId !== actor.accountId)
      throw badFields([{ path: 'accountId', code: 'unknown-reference' }])
    if (input.contactId !== undefined && input.contactId !== actor.id) throw badFields([{ path: 'contactId', code: 'unknown-reference' }])
    return known(await accountForIntake(ctx.db, { contactId: actor.id }), 'contactId')
  }
  if (input.contactEmail !== undefined) {
    const found = await accountForIntake(ctx.db, { contactEmail: input.contactEmail })
    if (!found) throw new Refused('unknown-contact', { email: input.contactEmail })
    if (input.accountId !== undefined && input.accountId !== found.accountId)
      throw badFields([{ path: 'contactEmail', code: 'unknown-reference' }])
    return found
  }
  if (input.contactId !== undefined) {
    const found = known(await accountForIntake(ctx.db, { contactId: input.contactId }), 'contactId')
    if (input.accountId !== undefined && input.accountId !== found.accountId)
      throw badFields([{ path: 'contactId', code: 'unknown-reference' }])
    return found
  }
  const accountId = accountNamed(actor, input)
  if (accountId === undefined) throw badFields([{ path: 'accountId', code: 'required' }])
  return known(await accountForIntake(ctx.db, { accountId }), 'accountId')
}

/** The account it is for, as far as that is said without looking anybody up. */
function accountNamed(actor: Ctx['actor'], { accountId, contactId, contactEmail, origin }: CreateTicket): string | undefined {
  if (actor.kind === 'contact') return actor.accountId
  if (contactEmail !== undefined || contactId !== undefined) return undefined
  return accountId ?? (origin === 'unknown' ? UNSORTED_ACCOUNT : origin === 'staff' || origin === 'alert' ? INTERNAL_ACCOUNT : undefined)
}

function known(found: Whose | undefined, path: string): Whose {
  if (!found) throw badFields([{ path, code: 'unknown-reference' }])
  return found
}

async function checkReferences(
  ctx: Ctx,
  input: CreateTicket,
  intake: IntakeFacts,
  accountId: string,
): Promise<{ names: { component: string | null; environment: string | null } }> {
  const refs = { componentId: input.componentId ?? null, lineId: intake.lineId, environmentId: input.environmentId ?? null, accountId }
  const exist = await referencesExist(ctx.db, refs)
  const own = await ownUnlinkedAttachments(ctx.db, input.attachmentIds ?? [], ctx.actor)
  const errors: FieldError[] = []
  if (!exist.component) errors.push({ path: 'componentId', code: 'unknown-reference' })
  if (!exist.environment) errors.push({ path: 'environmentId', code: 'unknown-reference' })
  for (const [index, id] of (input.attachmentIds ?? []).entries())
    if (!own.includes(id)) errors.push({ path: `attachmentIds.${index}`, code: 'unknown-reference' })
  const about = (await staffNames(ctx.db, input.aboutStaffIds ?? [])).map((one) => one.id)
  for (const [index, id] of (input.aboutStaffIds ?? []).entries())
    if (!about.includes(id)) errors.push({ path: `aboutStaffIds.${index}`, code: 'unknown-reference' })
  if (errors.length > 0) throw badFields(errors)
  return exist
}

function originOf(ctx: Ctx, input: CreateTicket, byContact: boolean): Origin {
  if (ctx.actor.kind === 'contact') return 'customer'
  return input.origin ?? (byContact || input.accountId !== undefined ? 'customer' : 'staff')
}

function channelOf(ctx: Ctx, input: CreateTicket): Channel {
  if (ctx.actor.kind === 'contact') return 'portal'
  return input.channel ?? (ctx.actor.kind === 'integration' ? 'api' : 'portal')
}

function reportOf(input: CreateTicket, at: Ticket['createdAt']): Report {
  const { flags, environment, ...facts } = input.report ?? {}
  const given = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
  const surroundings = Object.fromEntries(Object.entries(environment ?? {}).filter(([, value]) => value !== undefined))
  return {
    ...given,
    ...(flags && flags.length > 0 ? { flags: [...new Set(flags)] } : {}),
    ...(Object.keys(surroundings).length > 0 ? { environment: surroundings as Record<string, string> } : {}),
    reportedAt: at,
  }
}

function lineOf(intake: IntakeFacts): LineFacts {
  return {
    leadId: intake.leadId as StaffId,
    executiveId: intake.executiveId as StaffId,
    projectLeadId: intake.projectLeadId as StaffId | null,
    dutyManagerId: intake.dutyManagerId as StaffId,
    lastResortId: intake.lastResortId as StaffId,
  }
}
