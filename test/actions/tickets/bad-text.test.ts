import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../harness/app.ts'
import type { Who } from '../../harness/company.ts'
import { FrontLine } from '../../scenarios/front-line.ts'

/** Every body of the tickets' routes, spoiled field by field: refused by name, and nothing is changed. */

let muster: TestApp
let line: FrontLine
let number: string
let offerId: string
let bodies: Record<string, { who: Who; method: string; path: string; body: Record<string, unknown> }>

beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
  number = (await line.underWay('S3')).number
  const owner = await line.owner(number)
  offerId = await line.offer(owner, 'tester', number)
  const { ids } = line
  const at = '2026-11-24T01:50:00Z'
  const later = '2026-11-25T02:00:00Z'
  const on = (resource: string, body: Record<string, unknown>, who: Who = owner) => ({
    who,
    method: 'POST',
    path: `/tickets/${number}/${resource}`,
    body,
  })
  const report = {
    symptom: '转圈',
    expected: '下载',
    steps: '点导出',
    occurredAt: at,
    detectedAt: at,
    environment: { version: '5.1', special: '网络盘' },
  }
  bodies = {
    ticket: {
      ...{ who: 'customer', method: 'POST', path: '/tickets' },
      body: {
        kind: 'defect',
        title: '导出超时',
        productLineId: ids.line,
        componentId: ids.component,
        environmentId: ids.environment,
        report: { ...report, impact: 'person', urgency: 'none' },
      },
    },
    edit: { who: owner, method: 'PATCH', path: `/tickets/${number}`, body: { title: '导出很慢', report } },
    message: on('messages', { audience: 'customer', body: '正在复现，稍后答复', to: [ids.customer], nextUpdateAt: later }),
    'contact record': on('contact-records', {
      channel: 'phone',
      contactId: ids.customer,
      from: at,
      to: at,
      said: '说明了进展',
      promised: '明天答复',
      nextContactAt: later,
    }),
    triage: on('triage', { impact: 'company', urgency: 'none', because: 'corrected', reason: '复核', suspectedSide: 'customer' }),
    'hand-off': on('hand-offs', { duty: 'liaison', toStaffId: ids.tester, done: '确认', needed: '接手', reason: '换人' }),
    decline: {
      who: 'tester',
      method: 'POST',
      path: `/hand-offs/${offerId}/decline`,
      body: { reason: '不归我', insteadStaffId: ids.engineer },
    },
    assignment: on('assignment', { duty: 'owner', toStaffId: ids.engineer, reason: '请接手' }, 'lead'),
    finding: on('findings', {
      ...{
        station: 'qa',
        reproduced: 'yes',
        evidence: '日志',
        tried: '三个浏览器',
        verdict: 'defect',
        cause: '没有分页',
        fixReference: 'MR-1',
      },
      ...{ released: { where: '生产', version: '5.2', at }, article: '文档', note: '备注' },
    }),
    move: on('moves', { toStation: 'engineering', reason: '跳过' }),
    wait: on('waits', { on: 'third_party', who: '云厂商', ask: '请扩容', until: later }),
    schedule: on('schedule', { version: '5.2', date: '2026-12-24' }),
    observation: on('observation', { until: later }),
    restoration: on('restoration', { how: '回滚', at }),
    resolution: on('resolution', { text: '已修复', causeClass: 'design', prevention: '加测试', evidence: '日志' }),
    confirmation: on('confirmation', { comment: '可以了' }, 'customer'),
    reopening: on('reopening', { reason: '还有问题' }, 'customer'),
    report: on('root-cause-reports', { body: '根因与整改' }),
    obligation: on('obligations', { kind: 'promise', text: '给方案', dueAt: later }),
    participant: on('participants', { personKind: 'contact', personId: ids.boss }),
  }
})
afterAll(() => muster.stop())

const NAMES = [
  'ticket',
  'edit',
  'message',
  'contact record',
  'triage',
  'hand-off',
  'decline',
  'assignment',
  'finding',
  'move',
  'wait',
  'schedule',
].concat(['observation', 'restoration', 'resolution', 'confirmation', 'reopening', 'report', 'obligation', 'participant'])

/** Where the strings are, as paths of keys. */
function stringsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value === 'string') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => stringsOf(one, [...path, key]))
}

function withValue(body: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  const copy: Record<string, unknown> = Array.isArray(body) ? ([...body] as never) : { ...(body as object) }
  copy[key] = withValue(copy[key], rest, value)
  return copy
}

const SPOILED: readonly (readonly [string, unknown])[] = [
  ['NUL', 'a\u0000b'],
  ['half a character', '断\ud83d'],
  ['a number', 7],
  ['null', null],
  ['an object', { $ne: 1 }],
  ['a list', ['x', 'y']],
  ['far too much', '长'.repeat(100_001)],
]

describe.each(NAMES)('%s', (name) => {
  async function refused(body: unknown): Promise<{ path: string; code: string; message: string }[]> {
    const { who, method, path } = bodies[name]!
    const reply = await line.call(who, method, path, body, { 'if-match': '1', 'accept-language': 'zh-CN' })
    expect([reply.status, reply.body.code], JSON.stringify(reply.body).slice(0, 400)).toEqual([400, 'invalid-input'])
    expect(reply.body.detail).toMatch(/[\u4e00-\u9fff]/)
    return reply.body.errors
  }
  const nothingChanged = async (doing: () => Promise<unknown>) => {
    const before = [await line.ticket(number), await line.done('administrator', 'GET', '/tickets')]
    await doing()
    expect([await line.ticket(number), await line.done('administrator', 'GET', '/tickets')]).toEqual(before)
  }

  test('a field nobody knows is refused by its name, at any depth', async () => {
    await nothingChanged(async () => {
      const { body } = bodies[name]!
      expect(await refused({ ...body, owner_id: 'x', __proto: 1 })).toEqual([
        expect.objectContaining({ path: 'owner_id', code: 'unknown-field' }),
        expect.objectContaining({ path: '__proto', code: 'unknown-field' }),
      ])
      for (const [key, nested] of Object.entries(body))
        if (typeof nested === 'object' && !Array.isArray(nested))
          expect(await refused({ ...body, [key]: { ...nested, extra: 1 } })).toMatchObject([
            { path: `${key}.extra`, code: 'unknown-field' },
          ])
    })
  })

  test('every text in it, spoiled, is refused and named', async () => {
    await nothingChanged(async () => {
      const { body } = bodies[name]!
      for (const path of stringsOf(body))
        for (const [what, value] of SPOILED) {
          const errors = await refused(withValue(body, path, value))
          expect(
            errors.map((error) => error.path),
            `${path.join('.')}: ${what}`,
          ).toEqual([expect.stringMatching(new RegExp(`^${path.join('\\.')}(\\.|$)`))])
          expect(errors[0]?.message).not.toBe('')
        }
    })
  })

  test('no body, a list, a text are refused', async () => {
    const { who, method, path } = bodies[name]!
    for (const body of [undefined, [], 'x', 7, null]) {
      const reply = await line.call(who, method, path, body, { 'if-match': '1' })
      if (body === undefined && name === 'confirmation') continue
      expect([400, 415], JSON.stringify(body)).toContain(reply.status)
    }
  })
})

describe('names', () => {
  const INVISIBLE = ['导出\u202e超时', '导\u200b出', '\ufeff导出', '导出\u2066超时', '导出\n超时', '导\u00ad出', '导出\u{e0041}']

  test.each(INVISIBLE)('a title with something invisible is refused (%j)', async (title) => {
    const reply = await line.call('customer', 'POST', '/tickets', { ...bodies['ticket']!.body, title })
    expect(reply.body.errors).toMatchObject([{ path: 'title', code: 'invisible-characters' }])
  })

  test('blanks around and inside are made one, composed as one', async () => {
    const created = await line.done('customer', 'POST', '/tickets', { ...bodies['ticket']!.body, title: '　导出　 超时\u00a0cafe\u0301 ' })
    expect(created.title).toBe('导出 超时 café')
    const blank = await line.call('customer', 'POST', '/tickets', { ...bodies['ticket']!.body, title: ' 　 ' })
    expect(blank.body.errors).toMatchObject([{ path: 'title', code: expect.stringMatching(/blank|too-short/) }])
  })

  test('what people write stays as they wrote it', async () => {
    const body = '第一行\n\t缩进 👩‍👩‍👧 עברית \u202eabc'
    await line.tell(await line.owner(number), number, body)
    const { items } = await line.done('customer', 'GET', `/tickets/${number}/messages`)
    expect(items.at(-1).body).toBe(body)
  })
})

describe('values that cannot be', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['contact record', { from: '2026-11-24T01:50:00' }, 'from'],
    ['contact record', { to: '24.11.2026' }, 'to'],
    ['message', { nextUpdateAt: '1999-01-01T00:00:00Z' }, 'nextUpdateAt'],
    ['message', { nextUpdateAt: '2026-02-30T00:00:00Z' }, 'nextUpdateAt'],
    ['message', { to: [] }, 'to'],
    ['schedule', { date: '2026-13-01' }, 'date'],
    ['schedule', { date: '2026-02-30' }, 'date'],
    ['confirmation', { resolution: 6 }, 'resolution'],
    ['confirmation', { service: 0 }, 'service'],
    ['confirmation', { resolution: 4.5 }, 'resolution'],
    ['resolution', { prevention: '  ' }, 'prevention'],
    ['triage', { flags: ['vip', 'rich'] }, 'flags.1'],
    ['hand-off', { toFunction: 'Drop Table' }, 'toFunction'],
  ])('%s %o', async (name, patch, path) => {
    const { who, method, path: url, body } = bodies[name]!
    const reply = await line.call(who, method, url, { ...body, ...patch })
    expect([reply.status, reply.body.errors?.[0]?.path]).toEqual([400, path])
  })

  test('several wrong fields are all named at once, in the language asked', async () => {
    const body = { kind: 'bug', title: '', report: { impact: 'huge', symptom: 5 } }
    const reply = await line.call('customer', 'POST', '/tickets', body, { 'accept-language': 'en' })
    expect(reply.body.errors.map((error: { path: string }) => error.path)).toEqual(['kind', 'title', 'report.symptom', 'report.impact'])
    expect(reply.body.errors[0].message).toMatch(/must be one of/)
  })

  test('a path that is no ticket is not found, whatever it holds', async () => {
    for (const ref of [
      'T-999999',
      'T-0',
      'T-1e3',
      'x',
      '%00',
      '..%2Faccounts',
      "T-1'--",
      '00000000-0000-7000-8000-000000000000',
      'T-99999999999999999999',
    ]) {
      const reply = await line.call('support', 'GET', `/tickets/${ref}`)
      expect([400, 404], ref).toContain(reply.status)
    }
  })
})
