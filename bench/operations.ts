import type { Operation } from './load.ts'

export type Pair = { readonly ours: Operation; readonly floor: Operation }

/** The five operations, ours over HTTP with a real key and the floor's, on tickets picked at random. */
export function operations(accountId: string, size: number): Record<string, Pair> {
  const anyTicket = () => ticketId(1 + Math.floor(Math.random() * size))
  const openTicket = () => ticketId(10 * (1 + Math.floor(Math.random() * (size / 10 - 1))))
  let count = 0
  const report = { symptom: '导出两万行以上的报表一直转圈', impact: 'department', urgency: 'degraded' }
  return {
    create: {
      ours: {
        method: 'POST',
        path: () => '/api/v1/tickets',
        body: () => ({ kind: 'defect', title: `导出报表超时 ${count++}`, accountId, report }),
      },
      floor: {
        method: 'POST',
        path: () => '/tickets',
        body: () => ({ kind: 'defect', title: `导出报表超时 ${count++}`, accountId, report }),
      },
    },
    reply: {
      ours: {
        method: 'POST',
        path: () => `/api/v1/tickets/${openTicket()}/messages`,
        body: () => ({ audience: 'customer', body: `已经定位到原因，正在修复，一小时内再告诉您进展 ${count++}` }),
      },
      floor: {
        method: 'POST',
        path: () => `/tickets/${openTicket()}/messages`,
        body: () => ({ audience: 'customer', body: `已经定位到原因，正在修复，一小时内再告诉您进展 ${count++}` }),
      },
    },
    list: {
      ours: { method: 'GET', path: () => '/api/v1/tickets?status=not_closed&limit=50' },
      floor: { method: 'GET', path: () => '/tickets' },
    },
    open: {
      ours: { method: 'GET', path: () => `/api/v1/tickets/${anyTicket()}?include=messages` },
      floor: { method: 'GET', path: () => `/tickets/${anyTicket()}` },
    },
    desk: {
      ours: { method: 'GET', path: () => '/api/v1/desk' },
      floor: { method: 'GET', path: () => '/desk' },
    },
  }
}

function ticketId(n: number): string {
  return `01990000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}
