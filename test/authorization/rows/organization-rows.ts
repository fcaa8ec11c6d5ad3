import { type Row, row } from '../row.ts'
import type { World } from '../world.ts'

let made = 0
/** A name nobody has yet: each caller's request is made anew. */
const unused = (what: string) => `${what} ${++made}`

const line = (w: World) => w.make('administrator', 'POST', '/product-lines', { ...w.lineBody(), name: unused('line') })
const component = (w: World) => w.make('administrator', 'POST', '/components', { productLineId: w.lineId, name: unused('component') })
const squadBody = (w: World) => ({
  productLineId: w.lineId,
  name: unused('squad'),
  leadId: w.ids.lead,
  members: [{ staffId: w.ids.lead, function: 'engineering' }],
})
const squad = (w: World) => w.make('administrator', 'POST', '/squads', squadBody(w))
const rosterBody = (w: World) => ({
  productLineId: w.lineId,
  function: 'frontline',
  staffId: w.ids.member,
  from: '2026-01-01T00:00:00Z',
  to: '2026-01-02T00:00:00Z',
})
const roster = (w: World) => w.make('administrator', 'POST', '/rosters', rosterBody(w))
const staffBody = () => ({ name: unused('staff'), email: `${++made}@new.test` })
const staff = (w: World) => w.make('administrator', 'POST', '/staff', staffBody())

export const organizationRows: readonly Row[] = [
  row('GET /api/v1/staff', 'staff'),
  row('GET /api/v1/staff/:id', 'staff', ({ ids }) => ({ params: { id: ids.lead } })),
  row('POST /api/v1/staff', 'administrator', () => ({ body: staffBody() })),
  row('PATCH /api/v1/staff/:id', 'administrator', async (w) => ({ params: await staff(w), body: { title: 'QA' }, version: 1 })),
  // Of the member: themselves, and administrators.
  row('PUT /api/v1/staff/:id/away', 'member administrator', ({ ids }) => ({
    params: { id: ids.member },
    body: { from: null, until: null },
    version: 1,
  })),
  row('POST /api/v1/staff/:id/disabling', 'administrator', async (w) => ({ params: await staff(w), body: {} })),
  row('POST /api/v1/staff/:id/enabling', 'administrator', async (w) => ({ params: await staff(w), body: {} })),
  row('GET /api/v1/functions', 'staff'),
  row('POST /api/v1/functions', 'administrator', () => ({ body: { key: `f${++made}`, nameZh: '新职能', nameEn: unused('New') } })),
  row('PATCH /api/v1/functions/:key', 'administrator', () => ({ params: { key: 'qa' }, body: { position: 2 }, version: 1 })),
  row('GET /api/v1/product-lines', 'staff'),
  row('GET /api/v1/product-lines/:id', 'staff', ({ lineId }) => ({ params: { id: lineId } })),
  row('POST /api/v1/product-lines', 'administrator', (w) => ({ body: { ...w.lineBody(), name: unused('line') } })),
  row('PATCH /api/v1/product-lines/:id', 'administrator', async (w) => ({ params: await line(w), body: { position: 3 }, version: 1 })),
  row('GET /api/v1/components', 'staff'),
  row('GET /api/v1/components/:id', 'staff', async (w) => ({ params: await component(w) })),
  row('POST /api/v1/components', 'administrator', (w) => ({ body: { productLineId: w.lineId, name: unused('component') } })),
  row('PATCH /api/v1/components/:id', 'administrator', async (w) => ({ params: await component(w), body: { archived: true }, version: 1 })),
  // A line's lead arranges its squads and rosters.
  row('GET /api/v1/squads', 'staff'),
  row('GET /api/v1/squads/:id', 'staff', async (w) => ({ params: await squad(w) })),
  row('POST /api/v1/squads', 'lead administrator', (w) => ({ body: squadBody(w) })),
  row('PATCH /api/v1/squads/:id', 'lead administrator', async (w) => ({
    params: await squad(w),
    body: { name: unused('squad') },
    version: 1,
  })),
  row('GET /api/v1/rosters', 'staff'),
  row('GET /api/v1/rosters/:id', 'staff', async (w) => ({ params: await roster(w) })),
  row('POST /api/v1/rosters', 'lead administrator', (w) => ({ body: rosterBody(w) })),
  row('PATCH /api/v1/rosters/:id', 'lead administrator', async (w) => ({ params: await roster(w), body: { function: 'qa' }, version: 1 })),
  row('DELETE /api/v1/rosters/:id', 'lead administrator', async (w) => ({ params: await roster(w) })),
  row('GET /api/v1/on-duty', 'staff'),
  row('GET /api/v1/workspace', 'staff'),
  row('PATCH /api/v1/workspace', 'administrator', () => ({ body: { name: unused('vendor') }, version: 1 })),
]
