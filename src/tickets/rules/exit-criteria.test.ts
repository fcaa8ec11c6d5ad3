import { describe, expect, test } from 'vitest'
import type { Instant } from '#kernel/instant'
import { accepted, aTicket, chen, defect, found, lina, NOW, refusal } from '../../../test/tickets/a-ticket.ts'
import { DEFAULT_PLAYBOOKS } from './default-playbooks.ts'
import { exitRefusal } from './exit-criteria.ts'
import { missingFacts } from './gate.ts'
import { moveStation } from './move-station.ts'
import { outcomeProblems } from './outcome-problems.ts'
import { recordFinding } from './record-finding.ts'
import type { Finding, Ticket } from './ticket.ts'
import { TICKET_KINDS, type TicketKind } from './vocabulary.ts'

const at = (station: string, findings: readonly Finding[] = [], patch: Partial<Ticket> = {}) => aTicket({ station, findings, ...patch })
const leaving = (ticket: Ticket, to: string, reason: string | null = null) =>
  exitRefusal(ticket, DEFAULT_PLAYBOOKS[ticket.kind], to, reason)?.refusal ?? null
const code = (...args: Parameters<typeof leaving>) => leaving(...args)?.code ?? 'may-go'

const reproduced = found('qa', { reproduced: 'yes' })
const cause = found('engineering', { cause: '没有分页' }, chen)
const fix = found('engineering', { cause: '没有分页', fixReference: 'MR-42' }, chen)
const released = found('operations', { released: { where: '生产', version: '5.2.1', at: NOW } })
const verified = found('qa', { verified: true })
const failed = found('qa', { verified: false })

describe('the gate at leaving the frontline', () => {
  const FIRST_STATION: Record<TicketKind, string> = {
    defect: 'qa',
    outage: 'operations',
    question: 'product',
    request: 'product',
    service: 'operations',
    advisory: 'presales',
    complaint: 'success',
  }
  test.each(TICKET_KINDS)('a %s leaves only with the facts its playbook requires', (kind) => {
    const bare = at('frontline', [], { kind, severity: 'S3', report: { reportedAt: NOW } })
    expect(leaving(bare, FIRST_STATION[kind])).toMatchObject({
      code: 'description-incomplete',
      params: { missing: DEFAULT_PLAYBOOKS[kind].required.join(', ') },
    })
    const facts = { symptom: '转圈', expected: '下载', impact: 'person', urgency: 'none', occurredAt: NOW, reportedAt: NOW } as const
    expect(leaving(at('frontline', [], { kind, report: facts }), FIRST_STATION[kind])).toBeNull()
  })

  test('S1 and S2 act first and complete it later', () => {
    for (const severity of ['S1', 'S2'] as const)
      expect(code(at('frontline', [], { severity, report: { reportedAt: NOW } }), 'qa')).toBe('may-go')
  })

  test.each([' 　\n', '\u200B', '\u202E \u2060\uFEFF'])('text in which nothing can be seen is missing', (symptom) => {
    expect(missingFacts({ symptom, impact: 'person', urgency: 'none', occurredAt: NOW, reportedAt: NOW }, defect)).toEqual(['symptom'])
  })

  test('past a station needs a reason', () => {
    expect(code(at('frontline'), 'engineering')).toBe('reason-needed')
    expect(code(at('frontline'), 'engineering', ' ')).toBe('reason-needed')
    expect(code(at('frontline'), 'engineering', '研发已在线上复现')).toBe('may-go')
  })
})

describe('what each station must have recorded', () => {
  test.each<[string, string, Ticket, string, string | null]>([
    ['qa has not said whether it reproduces', 'exit-criteria-missing', at('qa'), 'engineering', null],
    ['reproduced → engineering', 'may-go', at('qa', [reproduced]), 'engineering', null],
    ['not reproduced → engineering', 'exit-criteria-missing', at('qa', [found('qa', { reproduced: 'no' })]), 'engineering', null],
    ['unclear → product', 'may-go', at('qa', [found('qa', { reproduced: 'unclear' })]), 'product', null],
    ['cloud or configuration → operations, past engineering', 'reason-needed', at('qa', [reproduced]), 'operations', null],
    ['… with a reason', 'may-go', at('qa', [reproduced]), 'operations', '配置问题'],
    ['usage → frontline', 'may-go', at('qa', [found('qa', { reproduced: 'yes', verdict: 'usage' })]), 'frontline', null],
    ['reproduced, no verdict → frontline', 'exit-criteria-missing', at('qa', [reproduced]), 'frontline', null],
    [
      'not reproduced → frontline',
      'not-reproduced-needs-lead',
      at('qa', [found('qa', { reproduced: 'no', verdict: 'usage' })]),
      'frontline',
      '退回',
    ],
    [
      'not reproduced → project lead, untold what was tried',
      'exit-criteria-missing',
      at('qa', [found('qa', { reproduced: 'no' })]),
      'project_lead',
      null,
    ],
    [
      'not reproduced → project lead with what was tried',
      'may-go',
      at('qa', [found('qa', { reproduced: 'no', tried: '三个浏览器' })]),
      'project_lead',
      null,
    ],
    [
      'the project lead notes what was agreed',
      'may-go',
      at('project_lead', [found('project_lead', { note: '约了远程' })]),
      'frontline',
      null,
    ],
    ['the project lead says nothing', 'exit-criteria-missing', at('project_lead'), 'frontline', null],
    ['product without a verdict', 'exit-criteria-missing', at('product'), 'engineering', null],
    ['product’s verdict', 'may-go', at('product', [found('product', { verdict: 'defect' })]), 'engineering', null],
    ['engineering without a fix', 'exit-criteria-missing', at('engineering', [cause]), 'operations', null],
    ['engineering with cause and fix', 'may-go', at('engineering', [fix]), 'operations', null],
    ['engineering’s fix to qa, for verification: no step back', 'may-go', at('engineering', [reproduced, fix]), 'qa', null],
    [
      'a fix without its cause is not done',
      'exit-criteria-missing',
      at('engineering', [found('engineering', { fixReference: 'MR-1' }, chen)]),
      'qa',
      null,
    ],
    ['engineering back to qa without a fix', 'reason-needed', at('engineering', [reproduced]), 'qa', null],
    ['… with a reason', 'may-go', at('engineering', [reproduced]), 'qa', '步骤不全'],
    ['operations has not released the fix', 'exit-criteria-missing', at('operations', [fix]), 'qa', '请验证'],
    ['operations released it', 'may-go', at('operations', [fix, released]), 'qa', null],
    ['operations back to engineering', 'may-go', at('operations', [fix]), 'engineering', '打包失败'],
    ['qa verified → frontline', 'may-go', at('qa', [reproduced, fix, verified]), 'frontline', null],
    ['qa has not verified', 'exit-criteria-missing', at('qa', [reproduced, fix]), 'frontline', null],
    ['verification failed', 'exit-criteria-missing', at('qa', [reproduced, fix, failed]), 'frontline', null],
    ['verification failed → engineering', 'may-go', at('qa', [reproduced, fix, failed]), 'engineering', null],
    [
      'an older verdict does not verify a newer fix',
      'exit-criteria-missing',
      at('qa', [reproduced, fix, verified, fix]),
      'frontline',
      null,
    ],
    [
      'a verdict of use does not pass by an unverified fix',
      'exit-criteria-missing',
      at('qa', [found('qa', { reproduced: 'yes', verdict: 'usage' }), fix]),
      'frontline',
      null,
    ],
    [
      'once fixed and verified, what did not reproduce goes back',
      'may-go',
      at('qa', [found('qa', { reproduced: 'no' }), fix, verified]),
      'frontline',
      null,
    ],
    ['the fixer verified', 'verifier-is-fixer', at('qa', [reproduced, fix, found('qa', { verified: true }, chen)]), 'frontline', null],
    ['to where it is', 'same-station', at('qa', [reproduced]), 'qa', null],
    ['a station of no relay', 'may-go', at('qa', [reproduced]), 'security', null],
  ])('%s: %s', (_name, expected, ticket, to, reason) => {
    expect(code(ticket, to, reason)).toBe(expected)
  })

  test.each<[TicketKind, string, string, Finding['data']]>([
    ['outage', 'operations', 'engineering', { note: '已回滚' }],
    ['question', 'product', 'frontline', { article: '导出上限说明' }],
    ['request', 'product', 'frontline', { outcome: 'accepted' }],
    ['service', 'operations', 'frontline', { note: '已开通' }],
    ['advisory', 'presales', 'frontline', { note: '书面意见' }],
    ['complaint', 'success', 'frontline', { note: '已回电' }],
  ])('%s: %s → %s', (kind, from, to, data) => {
    const stationsCompleted = ['frontline']
    expect(code(at(from, [], { kind, stationsCompleted }), to)).toBe('exit-criteria-missing')
    expect(code(at(from, [found(from, data)], { kind, stationsCompleted }), to)).toBe('may-go')
  })
})

test('a request leaves product with its outcome; a verdict is none', () => {
  const ticket = at('product', [found('product', { verdict: 'request' })], { kind: 'request', stationsCompleted: ['frontline'] })
  expect(leaving(ticket, 'frontline')).toMatchObject({ code: 'exit-criteria-missing', params: { missing: 'outcome' } })
})

describe('what is decided of a request', () => {
  const wrong = (data: Finding['data'], kind: TicketKind = 'request') =>
    outcomeProblems({ kind }, data, NOW).map(({ path, code }) => `${path} ${code}`)
  const tomorrow = (NOW + 86_400_000) as Instant

  test.each<[string, Finding['data'], string[]]>([
    ['accepted', { outcome: 'accepted' }, []],
    ['declined without words for the customer', { outcome: 'declined' }, ['customerWords required']],
    ['declined in blank words', { outcome: 'declined', customerWords: ' 　' }, ['customerWords required']],
    ['declined in words nobody can see', { outcome: 'declined', customerWords: '\u200B\u202E' }, ['customerWords required']],
    ['declined in words', { outcome: 'declined', customerWords: '本年度不实现，可用导出代替。' }, []],
    ['later, without saying when', { outcome: 'later' }, ['revisitAt required']],
    ['later, in the past', { outcome: 'later', revisitAt: NOW }, ['revisitAt in-the-past']],
    ['later', { outcome: 'later', revisitAt: tomorrow }, []],
    [
      'declined, and when to look again',
      { outcome: 'declined', revisitAt: tomorrow },
      ['customerWords required', 'revisitAt only-with-later'],
    ],
    ['nothing of it', { note: '评审会上再看' }, []],
  ])('%s', (_name, data, problems) => {
    expect(wrong(data)).toEqual(problems)
  })

  test.each(TICKET_KINDS.filter((kind) => kind !== 'request'))('nothing of a %s', (kind) => {
    expect(wrong({ outcome: 'later', customerWords: '以后再看', revisitAt: tomorrow }, kind)).toEqual([
      'outcome requests-only',
      'customerWords requests-only',
      'revisitAt requests-only',
    ])
  })
})

describe('findings', () => {
  const record = (ticket: Ticket, data: Finding['data'], byId = lina) => recordFinding(ticket, 'f1', 'qa', data, byId, NOW)

  test('later words replace earlier ones, field by field', () => {
    expect(code(at('qa', [reproduced, found('qa', { evidence: '日志' })]), 'engineering')).toBe('may-go')
    expect(code(at('qa', [reproduced, found('qa', { reproduced: 'no' })]), 'engineering')).toBe('exit-criteria-missing')
  })

  test('nothing said is refused, blank text says nothing', () => {
    expect(refusal(record(at('qa'), {}))).toBe('finding-empty')
    expect(refusal(record(at('qa'), { note: '  ', tried: undefined, cause: '\u200B' }))).toBe('finding-empty')
    expect(accepted(record(at('engineering'), { cause: '没有分页', fixReference: '' })).ticket.findings[0]?.data).toEqual({
      cause: '没有分页',
    })
  })

  test('a fix is verified by somebody else, and not in the same breath', () => {
    expect(refusal(record(at('qa', [fix]), { verified: true }, chen))).toBe('verifier-is-fixer')
    expect(refusal(record(at('qa', [fix]), { verified: false }, chen))).toBe('verifier-is-fixer')
    expect(refusal(record(at('qa'), { fixReference: 'MR-1', verified: true }))).toBe('verifier-is-fixer')
    expect(refusal(record(at('qa', [fix]), { verified: true }))).toBeNull()
  })
})

describe('a move without a hand-off', () => {
  test('needs an owner of that function, and the same criteria', () => {
    const ticket = at('qa', [reproduced])
    expect(refusal(moveStation(ticket, 'engineering', null, ['qa'], defect, NOW))).toBe('move-needs-hand-off')
    expect(refusal(moveStation(at('qa'), 'engineering', null, ['qa', 'engineering'], defect, NOW))).toBe('exit-criteria-missing')
    const moved = accepted(moveStation(ticket, 'engineering', null, ['qa', 'engineering'], defect, NOW))
    expect(moved.ticket).toMatchObject({ station: 'engineering', stationsCompleted: ['qa'] })
  })

  test('going back completes nothing and says why', () => {
    const back = accepted(moveStation(at('engineering', [reproduced]), 'qa', '步骤不全', ['qa'], defect, NOW))
    expect(back.ticket).toMatchObject({ station: 'qa', stationsCompleted: [] })
    expect(back.told).toEqual(['moved', 'move-explained'])
  })

  test('a fix on its way to verification completes engineering', () => {
    expect(accepted(moveStation(at('engineering', [fix]), 'qa', null, ['qa'], defect, NOW)).ticket.stationsCompleted).toEqual([
      'engineering',
    ])
  })
})
