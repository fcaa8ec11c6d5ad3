import type { Role } from '../cast.ts'
import { type Ask, type Row, row } from '../row.ts'
import type { World } from '../world.ts'

// Whoever takes part or may see it: our people, the account's people as far as they see, the partner, the integration.
const SEES = 'staff customers partner integration reader'
const WRITES = 'staff customers partner integration'

// The company's clock stands at 2026-11-24T02:00Z.
const PAST = ['2026-11-24T01:50:00Z', '2026-11-24T01:55:00Z'] as const
const FUTURE = '2026-11-25T02:00:00Z'
const onFresh = (body: object | undefined, version?: number) => async (w: World) => ({
  params: await w.freshTicket(),
  ...(body === undefined ? {} : { body }),
  ...(version === undefined ? {} : { version }),
})
const onShared = (w: World) => ({ params: { id: w.ticketId } })
const newTicket = (w: World, as: Role): Ask => ({
  body: {
    kind: 'defect',
    title: '导出超时',
    ...(['mine', 'department', 'all', 'colleague', 'stranger'].includes(as) ? {} : { accountId: w.accountId }),
  },
})

export const ticketsRows: readonly Row[] = [
  row('GET /api/v1/tickets', 'staff contacts partner integration reader'),
  row('POST /api/v1/tickets', 'staff contacts integration', newTicket),
  row('GET /api/v1/tickets/:id', SEES, onShared),
  row('PATCH /api/v1/tickets/:id', 'staff', onFresh({ title: '新标题' }, 1)),
  row('GET /api/v1/tickets/:id/messages', SEES, onShared),
  row('GET /api/v1/tickets/:id/timeline', SEES, onShared),
  row('GET /api/v1/tickets/:id/participants', SEES, onShared),
  row('GET /api/v1/tickets/:id/contact-records', 'staff reader', onShared),
  row('GET /api/v1/tickets/:id/findings', 'staff reader', onShared),
  // Words to the customer: the partner’s row does not say that they read those.
  row('GET /api/v1/tickets/:id/root-cause-reports', `${SEES} -partner`, onShared),
  row('GET /api/v1/desk', 'staff'),
  row('POST /api/v1/tickets/:id/messages', WRITES, async (w, as) => ({
    params: await w.freshTicket(),
    body: { audience: as === 'partner' ? 'partner' : 'customer', body: '我们正在查。' },
  })),
  row(
    'POST /api/v1/tickets/:id/contact-records',
    'staff',
    onFresh({ channel: 'phone', from: PAST[0], to: PAST[1], said: '电话里说明了进展' }),
  ),
  row('POST /api/v1/tickets/:id/participants', 'staff', async (w) => ({
    params: await w.freshTicket(),
    body: { personKind: 'staff', personId: w.ids.lead },
  })),
  row('POST /api/v1/tickets/:id/root-cause-reports', 'staff', onFresh({ body: '根因……' })),
  row('POST /api/v1/tickets/:id/hand-offs', 'staff', async (w) => ({
    params: await w.freshTicket(),
    body: { duty: 'owner', toStaffId: w.ids.executive, done: '已复现', needed: '请修复', force: true, reason: '只有他' },
  })),
  row('POST /api/v1/hand-offs/:id/acceptance', 'lead | staff -lead', async (w) => ({ params: await w.freshOffer() })),
  row('POST /api/v1/hand-offs/:id/decline', 'lead | staff -lead', async (w) => ({
    params: await w.freshOffer(),
    body: { reason: '不是我的' },
  })),
  row('POST /api/v1/hand-offs/:id/withdrawal', 'administrator | staff -administrator', async (w) => ({ params: await w.freshOffer() })),
  row('POST /api/v1/tickets/:id/asks', 'staff', async (w) => ({
    params: await w.freshTicket(),
    body: { toStaffId: w.test.company.ids.engineer, question: '能看一下吗？' },
  })),
  row('GET /api/v1/tickets/:id/asks', 'staff reader', onShared),
  row('POST /api/v1/asks/:id/answer', 'staff -member | member', async (w) => ({ params: await w.freshAsk(), body: { text: '看过了' } })),
  row('POST /api/v1/asks/:id/withdrawal', 'staff -member | member', async (w) => ({ params: await w.freshAsk() })),
  row('POST /api/v1/tickets/:id/objection', 'customers', onFresh({ words: '全公司都停了' })),
  row('POST /api/v1/tickets/:id/objection/decision', 'staff -member | member', onFresh({ outcome: 'kept', reason: '影响有限' })),
  row('POST /api/v1/tickets/:id/confirmation/check', 'staff -member | member', onFresh({ outcome: 'as_said', said: '确认了' })),
  row('POST /api/v1/tickets/:id/lowerings', 'staff', onFresh({ severity: 'S4', reason: '影响有限' })),
  row('POST /api/v1/tickets/:id/lowerings/decision', 'staff', onFresh({ agreed: true })),
  row('POST /api/v1/tickets/:id/night-silence', 'staff customers', onFresh({ on: true })),
  row('POST /api/v1/tickets/:id/assignment', 'staff -member | member', async (w) => ({
    params: await w.freshTicket(),
    body: { duty: 'owner', toStaffId: w.ids.lead, reason: '由他负责' },
  })),
  row('POST /api/v1/tickets/:id/acknowledgement', 'staff', onFresh(undefined)),
  row('POST /api/v1/tickets/:id/triage', 'staff', onFresh({ impact: 'company', urgency: 'stopped' })),
  row('POST /api/v1/tickets/:id/findings', 'staff', onFresh({ station: 'frontline', note: '看过了' })),
  row('POST /api/v1/tickets/:id/moves', 'staff', onFresh({ toStation: 'qa', reason: '直接' })),
  row('POST /api/v1/tickets/:id/waits', 'staff', onFresh({ on: 'third_party', who: '云厂商', ask: '请查网络', until: FUTURE })),
  row('DELETE /api/v1/tickets/:id/waits/current', 'staff', onFresh(undefined)),
  row('POST /api/v1/tickets/:id/schedule', 'staff', onFresh({ version: '5.2', date: '2030-01-01' })),
  row('DELETE /api/v1/tickets/:id/schedule', 'staff', onFresh({ reason: '提前' })),
  row('POST /api/v1/tickets/:id/observation', 'staff', onFresh({ until: FUTURE })),
  row('DELETE /api/v1/tickets/:id/observation', 'staff', onFresh({ reason: '又出现' })),
  row('POST /api/v1/tickets/:id/restoration', 'staff', onFresh({ how: '重启' })),
  row('DELETE /api/v1/tickets/:id/restoration', 'staff', onFresh({ reason: '没有恢复' })),
  row('POST /api/v1/tickets/:id/resolution', 'staff', onFresh({ text: '已修复', causeClass: 'design', prevention: '加测试' })),
  row('POST /api/v1/tickets/:id/confirmation', 'customers staff -member | member', onFresh({ resolution: 5 })),
  row('POST /api/v1/tickets/:id/reopening', 'staff customers', onFresh({ reason: '又出现' })),
  row('POST /api/v1/tickets/:id/obligations', 'staff', onFresh({ kind: 'reminder', text: '回访', dueAt: FUTURE })),
  row('POST /api/v1/tickets/:id/account', 'staff', onFresh({ accountId: '01990000-0000-7000-8000-000000000001' })),
  row('POST /api/v1/tickets/:id/links', 'staff', async (w) => ({
    params: await w.freshTicket(),
    body: { as: 'relates', ticket: (await w.freshTicket()).id },
  })),
  row('DELETE /api/v1/tickets/:id/links', 'staff', async (w) => ({
    params: await w.freshTicket(),
    body: { as: 'relates', ticket: w.ticketId },
  })),
  row('POST /api/v1/obligations/:id/fulfilment', 'staff', async (w) => ({ params: await w.freshReminder(), body: { how: '已回访' } })),
  row('POST /api/v1/attachments', 'everyone -reader', (w) => w.upload('a.txt', 'hello')),
  // Linked to a message to the customer: the partner’s row does not say that they read those.
  row('GET /api/v1/attachments/:id/content', `${SEES} -partner`, (w) => ({ params: { id: w.attachmentId } })),
  row('GET /api/v1/playbooks', 'staff integration reader'),
  row('GET /api/v1/playbooks/:kind', 'staff integration reader', () => ({ params: { kind: 'defect' } })),
  row('PUT /api/v1/playbooks/:kind', 'administrator', () => ({
    params: { kind: 'advisory' },
    body: { required: ['symptom'], relay: ['frontline'], exits: [{ from: 'frontline', to: '*', needs: ['description'] }] },
    version: 1,
  })),
  row('GET /api/v1/reports/qualities', 'staff'),
]
