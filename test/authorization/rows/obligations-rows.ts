import { DEFAULT_SERVICE_POLICY } from '#obligations/rules/default-service-policy'
import { type Row, row } from '../row.ts'
import type { World } from '../world.ts'

let made = 0
const unused = (what: string) => `${what} ${++made}`

const document = { timeZone: 'Asia/Shanghai', windows: { mon: [['09:00', '18:00']] } }
const calendar = (w: World) => w.make('administrator', 'POST', '/calendars', { name: unused('calendar'), document })
const policy = async (w: World) => ({ id: w.policyId })
const preview = { calendar: null, target: { minutes: 30 }, armedAt: '2026-11-02T01:00:00Z' }

export const obligationsRows: readonly Row[] = [
  row('GET /api/v1/obligations', 'staff'),
  row('POST /api/v1/deadline-previews', 'staff', () => ({ body: preview })),
  row('GET /api/v1/holidays', 'staff', () => ({ query: 'country=CN&year=2026' })),
  row('GET /api/v1/calendars', 'staff'),
  row('POST /api/v1/calendars', 'administrator', () => ({ body: { name: unused('calendar'), document } })),
  row('GET /api/v1/calendars/:id', 'staff', async (w) => ({ params: await calendar(w) })),
  row('PUT /api/v1/calendars/:id', 'administrator', async (w) => ({
    params: await calendar(w),
    body: { name: unused('calendar'), document },
    version: 1,
  })),
  row('PATCH /api/v1/calendars/:id', 'administrator', async (w) => ({
    params: await calendar(w),
    body: { name: unused('calendar') },
    version: 1,
  })),
  row('POST /api/v1/calendars/:id/impacts', 'administrator', async (w) => ({ params: await calendar(w), body: { document } })),
  row('GET /api/v1/service-policies', 'staff'),
  row('POST /api/v1/service-policies', 'administrator', (w) => ({
    body: { name: unused('policy'), productLineId: w.lineId, document: DEFAULT_SERVICE_POLICY },
  })),
  row('GET /api/v1/service-policies/:id', 'staff', async (w) => ({ params: await policy(w) })),
  row('GET /api/v1/service-policies/:id/adoption', 'staff', async (w) => ({ params: await policy(w) })),
  row('PUT /api/v1/service-policies/:id', 'administrator', async (w) => ({
    params: await policy(w),
    body: { name: unused('policy'), document: DEFAULT_SERVICE_POLICY },
    version: 1,
  })),
  row('PATCH /api/v1/service-policies/:id', 'administrator', async (w) => ({
    params: await policy(w),
    body: { name: unused('policy') },
    version: 1,
  })),
]
