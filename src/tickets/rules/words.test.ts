import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ContactId } from '#kernel/ids'
import { addMs, DAY, type Instant, MINUTE } from '#kernel/instant'
import { accepted, aTicket, aWait, li, minutes, NOW, refusal, silence, standing } from '../../../test/tickets/a-ticket.ts'
import { type Message, postMessage } from './post-message.ts'
import { weighWords } from './qualifying-words.ts'
import { recordContact } from './record-contact.ts'
import type { Ticket } from './ticket.ts'
import { endWait, startWait, type Waiting, waitedUntil } from './wait.ts'

const message = (more: Partial<Message> = {}): Message => ({
  ...{ id: 'm1', audience: 'customer', body: '正在复现，下午三点前告诉您。', authorKind: 'staff', authorId: li, channel: 'portal' },
  ...{ toContactIds: null, nextUpdateAt: null, attachmentIds: [], ...more },
})
const post = (ticket: Ticket, more: Partial<Message> = {}, at = NOW) => postMessage(ticket, message(more), () => silence, at)
const theirs = { authorKind: 'contact', authorId: 'min', body: '还是不行' } as const

describe('what words of ours are worth', () => {
  test.each([
    '收到',
    '收到。',
    '您好，收到',
    '好的，谢谢！',
    '已收到，请稍等',
    'OK',
    'ok!',
    'Got it, thanks.',
    '👌收到',
    '嗯嗯',
    ' 收到 \n',
    'Hi, received',
    // What draws nothing says nothing: zero width, a direction mark, the selector of an emoji.
    '收\u200B到',
    '\u202E收到\u2060',
    '收到\u{1F44D}\uFE0F',
    '\u200B\u2060',
  ])('“%s” says only that it arrived', (body) => {
    expect(weighWords(body, null).worth).toBe('received-only')
  })

  test.each([
    '收到，正在查，三点前回复',
    '好的，明天上午发补丁',
    'Thanks, we are on it: fix tomorrow',
    '无',
    '收到您的日志后定位到是分页问题',
  ])('“%s” says something', (body) => {
    expect(weighWords(body, null).worth).toBe('qualifying')
  })

  test.each([
    ['正在处理', '正在处理'],
    ['正在处理 ', '正在处理'],
    ['ＯＫ，处理中', 'OK，处理中'],
    ['正在处理🙏', '正在处理'],
    ['正在\u200B处理\uFEFF', '正在处理'],
  ])('“%s” after “%s” is the same again', (body, previous) => {
    expect(weighWords(body, weighWords(previous, null).digest).worth).toBe('repeated')
  })

  test('the same text is the same again, whatever was only “received” in between', () => {
    const said = weighWords('正在处理', null).digest
    expect(weighWords('收到', said).digest).toBe(said)
    expect(weighWords('正在处理', weighWords('好的，谢谢', said).digest).worth).toBe('repeated')
    expect(weighWords('已经定位', said).worth).toBe('qualifying')
  })

  test('whatever was said, said again it is worth nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(weighWords(text, weighWords(text, null).digest).worth).not.toBe('qualifying')
      }),
    )
  })
})

describe('a message of ours to the customer', () => {
  test('is the first response, whatever it says; the same text again is not', () => {
    const fresh = aTicket({ firstResponseAt: null })
    expect(accepted(post(fresh, { body: '收到' })).ticket.firstResponseAt).toBe(NOW)
    const echoed = { ...fresh, ourWord: { at: minutes(1), digest: weighWords('正在查。', null).digest } }
    expect(accepted(post(echoed, { body: ' 正在查。 ' })).ticket.firstResponseAt).toBeNull()
    expect(accepted(post(aTicket({ firstResponseAt: minutes(1) }))).ticket.firstResponseAt).toBe(minutes(1))
  })

  test.each(['integration', 'system', 'partner', 'contact'] as const)('written by a(n) %s is no word of a person of ours', (authorKind) => {
    const done = accepted(post(aTicket({ firstResponseAt: null }), { authorKind }))
    expect(done.ticket).toMatchObject({ firstResponseAt: null, ourWord: null })
    expect(done.events[0]?.data).not.toHaveProperty('worth')
  })

  test('inside or to partners keeps nothing', () => {
    for (const audience of ['internal', 'partner'] as const) {
      const done = accepted(post(aTicket({ firstResponseAt: null }), { audience }))
      expect(done.ticket.firstResponseAt).toBeNull()
      expect(done.events[0]).toMatchObject({ audience })
    }
  })

  test('promises only what lies ahead', () => {
    expect(refusal(post(aTicket(), { nextUpdateAt: NOW }))).toBe('promised-time-past')
    expect(accepted(post(aTicket(), { nextUpdateAt: minutes(90) })).events[0]?.data).toMatchObject({ nextUpdateAt: minutes(90) })
  })

  test('to named contacts is an event for them alone', () => {
    expect(accepted(post(aTicket(), { toContactIds: ['min'] })).events[0]).toMatchObject({ onlyContacts: ['min'] })
  })

  test('while we wait on them is a nudge; “received” is not', () => {
    const waiting = standing('waiting_on_customer')
    const done = accepted(post(waiting, { body: '麻烦发一下日志' }))
    expect(done.ticket.wait?.nudges).toBe(1)
    expect(done.added).toContainEqual(expect.objectContaining({ as: 'wait-changed', nudges: 1, endedAt: null }))
    expect(accepted(post(waiting, { body: '收到' })).ticket.wait?.nudges).toBe(0)
  })
})

describe('any word of the customer', () => {
  test.each(['waiting_on_customer', 'waiting_on_third_party'] as const)('ends a wait (%s)', (status) => {
    const done = accepted(post(standing(status), theirs))
    expect(done.ticket).toMatchObject({ status: 'open', wait: null, customerWordAt: NOW })
    expect(done.told).toEqual(['message-posted', 'wait-ended'])
  })

  test.each(['resolved', 'closed'] as const)('on what is %s stops auto-close and stands until it is answered', (status) => {
    const done = accepted(post(standing(status), theirs))
    expect(done.ticket).toMatchObject({ status, customerWroteAt: NOW })
    expect(done.told).toEqual(['message-posted', 'customer-wrote'])
    expect(done.added.filter((row) => row.as === 'timer-cancelled').map((row) => row.kind)).toEqual(['silence-reminder', 'silence-close'])
  })

  test('on what is closed for over 14 days belongs to a new ticket', () => {
    const closed = standing('closed', { closedAt: NOW })
    expect(refusal(post(closed, theirs, addMs(NOW, 14 * DAY)))).toBeNull()
    expect(refusal(post(closed, theirs, addMs(NOW, 14 * DAY + 1)))).toBe('closed-too-long')
    expect(refusal(post(closed, {}, addMs(NOW, 30 * DAY)))).toBeNull()
  })

  test('is answered by us saying why not: silence begins again; a machine or an echo changes nothing', () => {
    const wrote = standing('resolved', { customerWroteAt: minutes(50) })
    const answered = accepted(post(wrote))
    expect(answered.ticket.customerWroteAt).toBeNull()
    expect(answered.added.filter((row) => row.as === 'timer').map((row) => row.kind)).toEqual(['silence-reminder', 'silence-close'])
    for (const more of [{ authorKind: 'system' }, { body: '收到' }] as const)
      expect(accepted(post(wrote, more)).ticket.customerWroteAt).toBe(minutes(50))
    expect(accepted(post(standing('resolved'))).added.filter((row) => row.as === 'timer')).toEqual([])
  })
})

describe('a contact record', () => {
  const call = {
    id: 'k1',
    channel: 'phone',
    contactId: 'min' as ContactId,
    fromAt: minutes(20),
    toAt: minutes(30),
    said: '已经定位',
    promised: null,
    nextContactAt: null,
    answered: true,
  }
  const record = (ticket: Ticket, more: Partial<typeof call> & { promised?: string } = {}, at: Instant = NOW, byLead = false) =>
    recordContact(ticket, { ...call, ...more } as never, li, byLead, () => silence, at)

  test.each([
    ['within 30 minutes', 30 * MINUTE, 'timely'],
    ['after 30 minutes', 30 * MINUTE + 1, 'late'],
    ['within a day', DAY, 'late'],
    ['after a day', DAY + 1, 'too_late'],
  ])('entered %s', (_name, lag, entry) => {
    expect(accepted(record(aTicket(), {}, addMs(call.toAt, lag))).added[0]).toMatchObject({ as: 'contact-record', entry })
  })

  test('counts at the instant of contact, and is then the first response', () => {
    const done = accepted(record(aTicket({ firstResponseAt: null })))
    expect(done.ticket).toMatchObject({
      firstResponseAt: minutes(30),
      ourWord: { at: minutes(30), digest: weighWords('已经定位', null).digest },
    })
    expect(done.events[0]?.data).toMatchObject({ contactAt: minutes(30), worth: 'qualifying' })
    expect(accepted(record(aTicket({ firstResponseAt: minutes(40) }))).ticket.firstResponseAt).toBe(minutes(30))
  })

  test('too late it keeps nothing, but for the lead', () => {
    const later = addMs(call.toAt, DAY + 1)
    const fresh = aTicket({ firstResponseAt: null })
    expect(accepted(record(fresh, {}, later))).toMatchObject({
      ticket: { firstResponseAt: null, ourWord: null },
      events: [{ data: { worth: 'nothing' } }],
    })
    expect(accepted(record(fresh, {}, later, true))).toMatchObject({
      ticket: { firstResponseAt: minutes(30) },
      events: [{ data: { worth: 'qualifying' } }],
    })
  })

  test('of a call that nobody took keeps nothing, and says nothing that could be said again', () => {
    const done = accepted(record(aTicket({ firstResponseAt: null }), { answered: false }))
    expect(done).toMatchObject({
      ticket: { firstResponseAt: null, ourWord: null },
      events: [{ data: { worth: 'nothing', answered: false } }],
    })
    expect(done.added).toMatchObject([{ as: 'contact-record', answered: false }])
  })

  test('from before the ticket counts from its first instant', () => {
    expect(accepted(record(aTicket({ firstResponseAt: null, createdAt: minutes(40) }))).ticket.firstResponseAt).toBe(minutes(40))
  })

  test('is refused ending before it began, in the future, or promising what has passed', () => {
    expect(refusal(record(aTicket(), { fromAt: minutes(31) }))).toBe('contact-ends-before-start')
    expect(refusal(record(aTicket(), { toAt: minutes(62) }))).toBe('contact-in-future')
    expect(refusal(record(aTicket(), { nextContactAt: NOW as never }))).toBe('promised-time-past')
  })

  test('never tells the customer what we noted', () => {
    expect(accepted(record(aTicket())).events[0]?.audience).toBeUndefined()
  })
})

describe('waiting', () => {
  const dates = { defaultUntil: minutes(600), silenceAt: minutes(6000), timerId: 'x' }
  const waiting = (more: Partial<Waiting> = {}): Waiting => ({
    ...{
      id: 'w1',
      onWhom: 'customer',
      who: '张敏',
      contactId: 'min' as ContactId,
      ask: '请提供日志',
      until: null,
      pausesRestore: false,
      ...more,
    },
  })
  const asked = (patch: Partial<Ticket> = {}) => aTicket({ ourWord: { at: minutes(30), digest: null }, ...patch })
  const wait = (ticket: Ticket, more: Partial<Waiting> = {}) => startWait(ticket, waiting(more), li, dates, NOW)
  const third = { onWhom: 'third_party', who: '云厂商', contactId: null, until: minutes(900) } as const

  test.each([
    ['before the first response', wait(asked({ firstResponseAt: null })), 'wait-before-first-response'],
    ['without a question to them', wait(asked({ ourWord: null })), 'wait-needs-question'],
    ['with a question older than 30 minutes', wait(asked({ ourWord: { at: minutes(29), digest: null } })), 'wait-needs-question'],
    ['on nobody by name', wait(asked(), { contactId: null }), 'wait-needs-contact'],
    ['until a date that has passed', wait(asked(), { until: NOW }), 'date-past'],
    ['on a third party without a date', wait(aTicket(), { ...third, until: null }), 'wait-needs-date'],
    ['on a third party unnamed', wait(aTicket(), { ...third, who: null }), 'wait-needs-date'],
  ])('is refused %s', (_name, decision, code) => {
    expect(refusal(decision)).toBe(code)
  })

  test('names who, what and by when, and sets the day on which silence ends it', () => {
    const done = accepted(wait(asked()))
    expect(done.ticket).toMatchObject({ status: 'waiting_on_customer', wait: { who: '张敏', untilAt: minutes(600) } })
    expect(done.added).toMatchObject([{ as: 'wait' }, { as: 'timer', kind: 'wait-silence', firesAt: minutes(6000) }])
  })

  test('on a third party needs no question and is not the customer’s to see', () => {
    const done = accepted(wait(aTicket({ firstResponseAt: null }), third))
    expect(done).toMatchObject({ ticket: { status: 'waiting_on_third_party' }, events: [{ audience: 'internal' }] })
    expect(done.added.filter((row) => row.as === 'timer')).toEqual([])
  })

  test('pauses restore of an unrestored S1 only for what the customer documented', () => {
    const pauses = (patch: Partial<Ticket>, pausesRestore = false) =>
      accepted(wait(asked(patch), { pausesRestore })).events[0]?.data['pausesRestore']
    expect(pauses({ severity: 'S1' })).toBe(false)
    expect(pauses({ severity: 'S1' }, true)).toBe(true)
    expect(pauses({ severity: 'S2' })).toBe(true)
    expect(pauses({ severity: 'S1', restoredAt: minutes(5) })).toBe(true)
  })

  test('one at a time', () => {
    expect(refusal(wait(standing('waiting_on_customer', { wait: aWait() }), third))).toBe('already-waiting')
  })
})

describe('how long we waited', () => {
  test('is added up by whom we waited on, a running wait included', () => {
    const waiting = standing('waiting_on_customer', { wait: aWait({ startedAt: minutes(10) }), waitedMs: { customer: 5, thirdParty: 7 } })
    expect(waitedUntil(waiting, minutes(40))).toEqual({ customer: 30 * MINUTE + 5, thirdParty: 7 })
    const ended = accepted(endWait(waiting, 'ended', minutes(40))).ticket
    expect(ended).toMatchObject({ wait: null, waitedMs: { customer: 30 * MINUTE + 5, thirdParty: 7 } })
    expect(waitedUntil(ended, minutes(90))).toEqual(ended.waitedMs)
  })
})
