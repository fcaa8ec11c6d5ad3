import type { StaffId } from '#kernel/ids'
import { formatInstant, type Instant, instant } from '#kernel/instant'
import { type Obligation, obligationFrom } from '#obligations'
import type { LineCalendar } from '#obligations/rules/target-for'
import type { Row } from '#platform/write-set'
import { DEFAULT_PLAYBOOKS } from './rules/default-playbooks.ts'
import type { Playbook } from './rules/playbook.ts'
import { reportFrom, reportJson } from './rules/report-json.ts'
import type { Finding, LineFacts, Offer, Ticket, Wait } from './rules/ticket.ts'
import type { CauseClass } from './rules/vocabulary.ts'
import type { TicketFactsJson } from './store/ticket-facts-json.ts'

type Json = Readonly<Record<string, unknown>>

export type Participant = { readonly kind: 'staff' | 'contact' | 'partner'; readonly id: string; readonly seesCustomerWords: boolean }

export type StandingResolution = {
  readonly at: Instant
  readonly text: string
  readonly causeClass: CauseClass
  readonly prevention: string
  readonly evidence: string | null
}

/** One ticket with everything its rules and its sight ask. */
export type TicketFacts = {
  readonly ticket: Ticket
  readonly line: LineFacts
  readonly calendar: LineCalendar
  readonly obligations: readonly Obligation[]
  readonly participants: readonly Participant[]
  /** Null: all staff see the account's tickets. Else only these, and whoever holds a duty or leads. */
  readonly restrictedTo: readonly string[] | null
  readonly playbook: Playbook
  /** Who edited last, for a stale write. */
  readonly versionBy: string | null
  readonly restorationHow: string | null
  readonly resolution: StandingResolution | null
}

export function ticketFactsFrom(json: TicketFactsJson): TicketFacts {
  const { line } = json
  return {
    ticket: ticketFrom(json),
    line: {
      leadId: line['lead_id'] as StaffId,
      executiveId: line['executive_id'] as StaffId,
      projectLeadId: line['project_lead_id'] as StaffId | null,
      dutyManagerId: line['duty_manager_id'] as StaffId,
      lastResortId: line['last_resort_id'] as StaffId,
    },
    calendar: { calendarId: String(line['calendar_id']), calendarVersion: Number(line['calendar_version']) },
    obligations: json.obligations.map(obligationFrom).sort(byArming),
    participants: json.participants.map((one) => ({ kind: one.kind as Participant['kind'], id: one.id, seesCustomerWords: one.words })),
    restrictedTo: json.account.access === 'restricted' ? json.team : null,
    playbook: json.playbook ?? DEFAULT_PLAYBOOKS[json.ticket['kind'] as Ticket['kind']],
    versionBy: json.version_by,
    restorationHow: json.restoration?.how ?? null,
    resolution: json.resolution === null ? null : resolutionFrom(json.resolution),
  }
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one literal, a line a column, made for every ticket read and written; spreading parts of it costs several times as much
function ticketFrom({
  ticket: row,
  account,
  reporter_department,
  passes,
  wait,
  findings,
  participants,
  restoration,
  resolution,
}: TicketFactsJson): Ticket {
  const get = <T>(column: string) => row[column] as T
  const scheduledOn = get<string | null>('scheduled_on')
  const ourWordAt = at(row['our_word_at'])
  return {
    id: get<Ticket['id']>('id'),
    number: get<number>('number'),
    accountId: get<Ticket['accountId']>('account_id'),
    accountTier: account.tier as Ticket['accountTier'],
    accountKind: account.kind as Ticket['accountKind'],
    productLineId: get<Ticket['productLineId']>('product_line_id'),
    componentId: get<string | null>('component_id'),
    environmentId: get<string | null>('environment_id'),
    kind: get<Ticket['kind']>('kind'),
    origin: get<Ticket['origin']>('origin'),
    channel: get<Ticket['channel']>('channel'),
    title: get<string>('title'),
    status: get<Ticket['status']>('status'),
    station: get<string>('station'),
    stationsCompleted: get<string[]>('stations_completed'),
    severity: get<Ticket['severity']>('severity'),
    severityClaimed: get<Ticket['severityClaimed']>('severity_claimed'),
    severityProposed: get<Ticket['severityProposed']>('severity_proposed'),
    severityFirst: get<Ticket['severityFirst']>('severity_first'),
    triagedAt: at(row['triaged_at']),
    suspectedSide: get<Ticket['suspectedSide']>('suspected_side'),
    flags: get<Ticket['flags']>('flags'),
    report: reportFrom(get<Json>('report')),
    ownerId: get<StaffId>('owner_id'),
    liaisonId: get<StaffId>('liaison_id'),
    ownerAcknowledgedAt: at(row['owner_acknowledged_at']),
    liaisonAcceptedAt: at(row['liaison_accepted_at']),
    reporterId: get<Ticket['reporterId']>('reporter_id'),
    reporterDepartment: reporter_department,
    policyId: get<string>('policy_id'),
    policyVersion: get<number>('policy_version'),
    playbookEdition: get<number>('playbook_edition'),
    firstResponseAt: at(row['first_response_at']),
    customerWordAt: at(row['customer_word_at']),
    ourWord: ourWordAt === null ? null : { at: ourWordAt, digest: get<string | null>('our_word_digest') },
    cadenceBeganAt: at(row['cadence_began_at']),
    nightSilence: get<boolean>('night_silence'),
    claimLoweredAt: at(row['claim_lowered_at']),
    objectionId: get<string | null>('objection_id'),
    loweringId: get<string | null>('lowering_id'),
    complaintAbout: get<StaffId[]>('complaint_about'),
    firstRestoredAt: at(row['first_restored_at']),
    firstCauseClass: get<Ticket['firstCauseClass']>('first_cause_class'),
    waitedMs: { customer: get<number>('waited_customer_ms'), thirdParty: get<number>('waited_third_party_ms') },
    scheduled: scheduledOn === null ? null : { version: get<string>('scheduled_version'), date: scheduledOn },
    observingUntil: at(row['observing_until']),
    restoredAt: at(row['restored_at']),
    resolvedAt: at(row['resolved_at']),
    confirmedAt: at(row['confirmed_at']),
    closedAt: at(row['closed_at']),
    closedAs: get<Ticket['closedAs']>('closed_as'),
    causeClass: get<Ticket['causeClass']>('cause_class'),
    reportOwed: get<boolean>('report_owed'),
    customerWroteAt: at(row['customer_wrote_at']),
    reopenCount: get<number>('reopen_count'),
    bounceCount: get<number>('bounce_count'),
    ownerMustBeNamed: get<boolean>('owner_must_be_named'),
    ownerNamed: get<boolean>('owner_named'),
    confidential: get<boolean>('confidential'),
    linked: get<boolean>('linked'),
    version: get<number>('version'),
    createdAt: known(row['created_at']),
    updatedAt: known(row['updated_at']),
    offers: inOrder(passes, 'offered_at')
      .filter((one) => one['state'] === 'offered')
      .map(offerFrom),
    lastPass: passFrom(inOrder(passes, 'offered_at').findLast((one) => one['state'] === 'accepted')),
    wait: wait === null ? null : waitFrom(wait),
    findings: inOrder(findings, 'at').map(findingFrom),
    restorationId: restoration?.id ?? null,
    resolutionId: resolution === null ? null : String(resolution['id']),
    participants: participants.filter((one) => one.kind !== 'staff').map((one) => one.id),
  }
}

/** Columns of `tickets`, except the number at creation, which the caller allocates. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one literal, a line a column, made for every ticket read and written; spreading parts of it costs several times as much
export function ticketRow(ticket: Ticket): Row {
  return {
    id: ticket.id,
    number: ticket.number,
    account_id: ticket.accountId,
    product_line_id: ticket.productLineId,
    component_id: ticket.componentId,
    environment_id: ticket.environmentId,
    kind: ticket.kind,
    origin: ticket.origin,
    channel: ticket.channel,
    title: ticket.title,
    status: ticket.status,
    station: ticket.station,
    stations_completed: ticket.stationsCompleted,
    severity: ticket.severity,
    severity_claimed: ticket.severityClaimed,
    severity_proposed: ticket.severityProposed,
    severity_first: ticket.severityFirst,
    triaged_at: text(ticket.triagedAt),
    suspected_side: ticket.suspectedSide,
    flags: ticket.flags,
    report: reportJson(ticket.report),
    owner_id: ticket.ownerId,
    liaison_id: ticket.liaisonId,
    owner_acknowledged_at: text(ticket.ownerAcknowledgedAt),
    liaison_accepted_at: text(ticket.liaisonAcceptedAt),
    reporter_id: ticket.reporterId,
    policy_id: ticket.policyId,
    policy_version: ticket.policyVersion,
    playbook_edition: ticket.playbookEdition,
    first_response_at: text(ticket.firstResponseAt),
    customer_word_at: text(ticket.customerWordAt),
    our_word_at: text(ticket.ourWord?.at ?? null),
    our_word_digest: ticket.ourWord?.digest ?? null,
    cadence_began_at: text(ticket.cadenceBeganAt),
    night_silence: ticket.nightSilence,
    claim_lowered_at: text(ticket.claimLoweredAt),
    objection_id: ticket.objectionId,
    lowering_id: ticket.loweringId,
    complaint_about: ticket.complaintAbout,
    first_restored_at: text(ticket.firstRestoredAt),
    first_cause_class: ticket.firstCauseClass,
    waited_customer_ms: ticket.waitedMs.customer,
    waited_third_party_ms: ticket.waitedMs.thirdParty,
    scheduled_version: ticket.scheduled?.version ?? null,
    scheduled_on: ticket.scheduled?.date ?? null,
    observing_until: text(ticket.observingUntil),
    restored_at: text(ticket.restoredAt),
    resolved_at: text(ticket.resolvedAt),
    confirmed_at: text(ticket.confirmedAt),
    closed_at: text(ticket.closedAt),
    closed_as: ticket.closedAs,
    cause_class: ticket.causeClass,
    report_owed: ticket.reportOwed,
    customer_wrote_at: text(ticket.customerWroteAt),
    reopen_count: ticket.reopenCount,
    bounce_count: ticket.bounceCount,
    owner_must_be_named: ticket.ownerMustBeNamed,
    owner_named: ticket.ownerNamed,
    confidential: ticket.confidential,
    linked: ticket.linked,
    version: ticket.version,
    created_at: formatInstant(ticket.createdAt),
    updated_at: formatInstant(ticket.updatedAt),
  }
}

/** What words and the clock change on a ticket; anything else is rarer and writes the whole row. */
export const EVERYDAY: readonly string[] = ['updatedAt', 'ourWord', 'customerWordAt', 'firstResponseAt'] satisfies (keyof Ticket)[]

/** Their columns. */
export function everydayColumns(ticket: Ticket): Row {
  return {
    updated_at: formatInstant(ticket.updatedAt),
    our_word_at: text(ticket.ourWord?.at ?? null),
    our_word_digest: ticket.ourWord?.digest ?? null,
    customer_word_at: text(ticket.customerWordAt),
    first_response_at: text(ticket.firstResponseAt),
  }
}

/** Rows by an instant of theirs, those of one instant by id. */
function inOrder(rows: readonly Json[], column: string): readonly Json[] {
  if (rows.length < 2) return rows
  return rows.toSorted((a, b) => known(a[column]) - known(b[column]) || (String(a['id']) < String(b['id']) ? -1 : 1))
}

function byArming(a: Obligation, b: Obligation): number {
  return a.armedAt - b.armedAt || (a.id < b.id ? -1 : 1)
}

function offerFrom(row: Json): Offer {
  return {
    id: row['id'] as Offer['id'],
    duty: row['duty'] as Offer['duty'],
    fromId: row['from_id'] as StaffId,
    toId: row['to_id'] as StaffId,
    toStation: row['to_station'] as string | null,
    offeredAt: known(row['offered_at']),
    expiresAt: known(row['expires_at']),
    offeredById: row['offered_by'] as StaffId,
  }
}

function passFrom(row: Json | undefined): Ticket['lastPass'] {
  if (!row) return null
  return { fromId: row['from_id'] as StaffId, toId: row['to_id'] as StaffId, station: row['to_station'] as string | null }
}

function waitFrom(row: Json): Wait {
  return {
    id: String(row['id']),
    onWhom: row['on_whom'] as Wait['onWhom'],
    who: String(row['who']),
    contactId: row['contact_id'] as Wait['contactId'],
    ask: String(row['ask']),
    untilAt: known(row['until_at']),
    startedAt: known(row['started_at']),
    nudges: Number(row['nudges']),
  }
}

function resolutionFrom(row: Json): StandingResolution {
  return {
    at: known(row['at']),
    text: String(row['text']),
    causeClass: row['cause_class'] as CauseClass,
    prevention: String(row['prevention']),
    evidence: row['evidence'] as string | null,
  }
}

function findingFrom(row: Json): Finding {
  return { station: String(row['station']), byId: row['by_id'] as StaffId, at: known(row['at']), data: row['data'] as Finding['data'] }
}

function text(value: Instant | null): string | null {
  return value === null ? null : formatInstant(value)
}

function known(value: unknown): Instant {
  return instant(typeof value === 'number' ? value : Date.parse(String(value)))
}

function at(value: unknown): Instant | null {
  return value === null || value === undefined ? null : known(value)
}
