import type { PolicyRow, PolicyTarget, ServicePolicyDocument } from './service-policy.ts'

/** Every kind of obligation the policy answers for. */
export const OBLIGATION_KINDS = [
  'acknowledge',
  'triage',
  'complete_report',
  'first_response',
  'answer',
  'next_update',
  'restore',
  'resolve',
  'decide',
  'agree_date',
  'written_answer',
  'flash_report',
  'internal_review',
  'root_cause_report',
  'name_owner',
  'objection',
  'check_confirmation',
  'call_back',
  'check_back',
  'nudge',
  'customer_answer',
  'hand_off_offer',
  'ask',
  'legal_assessment',
  'tell_security_contact',
  'follow_up',
  'revisit',
  'end_observation',
  'promise',
  'reminder',
] as const

/** Kinds that came after policies were published without them: where a policy has no row, the default one's answer. */
export const ANSWERED_BY_DEFAULT: readonly string[] = ['check_confirmation']

const min = (minutes: number): PolicyTarget => ({ minutes })
const h = (hours: number): PolicyTarget => ({ minutes: hours * 60 })
const workingHours = (hours: number): PolicyTarget => ({ minutes: hours * 60, clock: 'working' })
const days = (workingDays: number): PolicyTarget => ({ workingDays })
const elapsed = (minutes: number): PolicyTarget => ({ minutes, clock: 'elapsed' })
const all = (target: PolicyTarget | null): PolicyRow['targets'] => ({ S1: target, S2: target, S3: target, S4: target })
const NOT_OWED = all(null)
const GIVEN = all({ given: true })

const HARM = ['defect', 'outage']

/** The numbers come from practice: change one only with a reason in a decision record. */
export const DEFAULT_SERVICE_POLICY: ServicePolicyDocument = {
  alarmHours: ['08:00', '22:00'],
  dayZero: 'next-working-day',
  alarm: [
    { severities: ['S1'], clock: 'elapsed' },
    { severities: ['S2'], ticketKinds: ['outage'], clock: 'elapsed' },
    { severities: ['S2'], tiers: ['strategic'], clock: 'elapsed' },
    { severities: ['S2'], clock: 'daily' },
    { severities: ['S3', 'S4'], clock: 'working' },
  ],
  modes: { default: { mode: 'enforce' }, kinds: {} },
  rows: [
    // Phone and IM, in service hours.
    ...(['acknowledge', 'first_response', 'answer'] as const).map(
      (kind): PolicyRow => ({
        kind,
        channels: ['live'],
        holder: kind === 'acknowledge' ? 'owner' : 'liaison',
        owedTo: 'customer',
        targets: { S1: min(5), S2: min(10), S3: min(10), S4: min(30) },
      }),
    ),
    { kind: 'acknowledge', ticketKinds: ['question'], holder: 'owner', owedTo: 'customer', targets: all(workingHours(4)) },
    { kind: 'acknowledge', ticketKinds: ['service'], holder: 'owner', owedTo: 'customer', targets: all(days(1)) },
    { kind: 'acknowledge', holder: 'owner', owedTo: 'customer', targets: { S1: min(5), S2: min(15), S3: h(1), S4: h(4) } },
    { kind: 'triage', holder: 'owner', owedTo: 'line', targets: { S1: min(15), S2: min(30), S3: h(2), S4: h(4) } },
    // S1/S2 act first and complete the description later; S3/S4 pass the gate before they leave the frontline.
    { kind: 'complete_report', holder: 'owner', owedTo: 'line', targets: { S1: null, S2: h(4), S3: null, S4: null } },
    { kind: 'first_response', ticketKinds: ['question'], holder: 'liaison', owedTo: 'customer', targets: all(workingHours(4)) },
    { kind: 'first_response', ticketKinds: ['service'], holder: 'liaison', owedTo: 'customer', targets: all(days(1)) },
    { kind: 'first_response', holder: 'liaison', owedTo: 'customer', targets: { S1: min(15), S2: min(30), S3: h(2), S4: h(4) } },
    { kind: 'answer', ticketKinds: ['question', 'service'], holder: 'liaison', owedTo: 'customer', targets: all(days(1)) },
    { kind: 'answer', holder: 'liaison', owedTo: 'customer', targets: { S1: min(30), S2: h(1), S3: h(4), S4: h(8) } },
    { kind: 'next_update', ticketKinds: ['question', 'service'], holder: 'liaison', owedTo: 'customer', targets: all(days(1)) },
    // A request hears at its decision and at each release; an advisory at the agreed date.
    { kind: 'next_update', ticketKinds: ['request', 'advisory'], holder: 'liaison', owedTo: 'customer', targets: NOT_OWED },
    {
      kind: 'next_update',
      phases: ['hurting'],
      holder: 'liaison',
      owedTo: 'customer',
      targets: { S1: { stages: [{ minutes: 20, untilMinutes: 120 }, { minutes: 30 }] }, S2: h(2), S3: days(2), S4: days(10) },
    },
    {
      kind: 'next_update',
      phases: ['restored'],
      holder: 'liaison',
      owedTo: 'customer',
      targets: { S1: { dailyBy: '18:00' }, S2: days(1), S3: days(3), S4: days(10) },
    },
    { kind: 'restore', ticketKinds: HARM, holder: 'owner', owedTo: 'customer', targets: { S1: h(4), S2: h(8), S3: days(3), S4: null } },
    { kind: 'restore', holder: 'owner', owedTo: 'customer', targets: NOT_OWED },
    {
      kind: 'resolve',
      ticketKinds: HARM,
      holder: 'owner',
      owedTo: 'customer',
      targets: { S1: h(24), S2: days(3), S3: days(10), S4: null },
    },
    { kind: 'resolve', ticketKinds: ['question'], holder: 'owner', owedTo: 'customer', targets: all(days(3)) },
    { kind: 'resolve', ticketKinds: ['service'], holder: 'owner', owedTo: 'customer', targets: all(days(1)) },
    { kind: 'resolve', holder: 'owner', owedTo: 'customer', targets: NOT_OWED },
    // A slight defect owes a decision, with version and date, before it owes a solution.
    { kind: 'decide', ticketKinds: HARM, holder: 'owner', owedTo: 'customer', targets: { S1: null, S2: null, S3: null, S4: days(10) } },
    {
      kind: 'decide',
      ticketKinds: ['request'],
      holder: 'owner',
      owedTo: 'customer',
      targets: { S1: days(5), S2: days(5), S3: days(5), S4: days(10) },
    },
    { kind: 'decide', holder: 'owner', owedTo: 'customer', targets: NOT_OWED },
    { kind: 'agree_date', ticketKinds: ['advisory'], holder: 'liaison', owedTo: 'customer', targets: all(days(1)) },
    { kind: 'agree_date', holder: 'liaison', owedTo: 'customer', targets: NOT_OWED },
    { kind: 'written_answer', ticketKinds: ['advisory'], holder: 'owner', owedTo: 'customer', targets: all(days(5)) },
    { kind: 'written_answer', ticketKinds: ['complaint'], holder: 'liaison', owedTo: 'customer', targets: all(days(2)) },
    { kind: 'written_answer', holder: 'owner', owedTo: 'customer', targets: NOT_OWED },
    {
      kind: 'flash_report',
      ticketKinds: HARM,
      holder: 'liaison',
      owedTo: 'customer',
      targets: { S1: { minutes: 120, within: ['08:00', '22:00'], elseAt: '09:00' }, S2: days(1), S3: null, S4: null },
    },
    { kind: 'flash_report', holder: 'liaison', owedTo: 'customer', targets: NOT_OWED },
    {
      kind: 'internal_review',
      ticketKinds: HARM,
      holder: 'owner',
      owedTo: 'line',
      targets: { S1: days(2), S2: days(4), S3: null, S4: null },
    },
    { kind: 'internal_review', holder: 'owner', owedTo: 'line', targets: NOT_OWED },
    {
      kind: 'root_cause_report',
      ticketKinds: HARM,
      tiers: ['strategic'],
      holder: 'liaison',
      owedTo: 'customer',
      targets: { S1: elapsed(72 * 60) },
    },
    {
      kind: 'root_cause_report',
      ticketKinds: HARM,
      holder: 'liaison',
      owedTo: 'customer',
      targets: { S1: days(3), S2: days(5), S3: null, S4: null },
    },
    { kind: 'root_cause_report', holder: 'liaison', owedTo: 'customer', targets: NOT_OWED },
    { kind: 'name_owner', holder: 'lead', owedTo: 'line', targets: { S1: min(10), S2: min(30), S3: h(2), S4: h(4) } },
    // The customer objects to a lowered severity.
    { kind: 'objection', holder: 'lead', owedTo: 'customer', targets: all(min(30)) },
    // The liaison said that the customer confirmed; a sample is checked by who leads.
    { kind: 'check_confirmation', holder: 'lead', owedTo: 'line', targets: all(days(5)) },
    // A complaint is called back by the lead; other calls are promised with their date.
    { kind: 'call_back', ticketKinds: ['complaint'], holder: 'lead', owedTo: 'customer', targets: all(h(1)) },
    { kind: 'call_back', holder: 'liaison', owedTo: 'customer', targets: GIVEN },
    { kind: 'check_back', holder: 'liaison', owedTo: 'customer', targets: { S1: days(3), S2: days(5), S3: null, S4: null } },
    { kind: 'nudge', holder: 'liaison', owedTo: 'customer', targets: all(days(2)) },
    { kind: 'customer_answer', holder: 'liaison', owedTo: 'line', targets: { S1: h(4), S2: days(1), S3: days(2), S4: days(3) } },
    {
      kind: 'hand_off_offer',
      holder: 'person',
      owedTo: 'colleague',
      targets: { S1: elapsed(5), S2: elapsed(15), S3: workingHours(1), S4: workingHours(4) },
    },
    {
      kind: 'ask',
      holder: 'person',
      owedTo: 'colleague',
      targets: { S1: elapsed(10), S2: elapsed(30), S3: workingHours(4), S4: workingHours(4) },
    },
    { kind: 'legal_assessment', holder: 'owner', owedTo: 'workspace', targets: all(elapsed(30)) },
    { kind: 'tell_security_contact', holder: 'liaison', owedTo: 'customer', targets: all(elapsed(30)) },
    { kind: 'follow_up', holder: 'owner', owedTo: 'customer', targets: GIVEN },
    { kind: 'revisit', holder: 'owner', owedTo: 'customer', targets: GIVEN },
    { kind: 'end_observation', holder: 'owner', owedTo: 'customer', targets: GIVEN },
    { kind: 'promise', holder: 'liaison', owedTo: 'customer', targets: GIVEN },
    { kind: 'reminder', holder: 'person', owedTo: 'line', targets: GIVEN },
  ],
}
