import { type Row, row } from '../row.ts'
import type { World } from '../world.ts'

let made = 0
const unused = (what: string) => `${what} ${++made}`

const account = (w: World) => w.make('administrator', 'POST', '/accounts', { name: unused('account') })
const contact = (w: World) => w.make('administrator', 'POST', '/contacts', { accountId: w.accountId, name: unused('contact') })
const contractBody = (w: World) => ({
  accountId: w.accountId,
  name: unused('contract'),
  tier: 'standard',
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
})
const contract = (w: World) => w.make('administrator', 'POST', '/contracts', contractBody(w))
const environmentBody = (w: World) => ({ accountId: w.accountId, name: unused('environment'), deployment: 'saas' })
const environment = (w: World) => w.make('administrator', 'POST', '/environments', environmentBody(w))
// The people of the account itself; of another account nobody learns anything.
const OWN = 'customers colleague'

export const customersRows: readonly Row[] = [
  row('GET /api/v1/accounts', 'staff contacts'),
  row('GET /api/v1/accounts/:id', `staff ${OWN}`, ({ accountId }) => ({ params: { id: accountId } })),
  row('POST /api/v1/accounts', 'staff -member', () => ({ body: { name: unused('account') } })),
  row('PATCH /api/v1/accounts/:id', 'staff -member', async (w) => ({ params: await account(w), body: { region: '华东' }, version: 1 })),
  row('GET /api/v1/contacts', 'staff contacts'),
  row('GET /api/v1/contacts/:id', `staff ${OWN}`, async (w) => ({ params: await contact(w) })),
  row('POST /api/v1/contacts', 'staff', (w) => ({ body: { accountId: w.accountId, name: unused('contact') } })),
  row('PATCH /api/v1/contacts/:id', 'staff', async (w) => ({ params: await contact(w), body: { title: 'CIO' }, version: 1 })),
  row('POST /api/v1/contacts/:id/revealing', 'staff', async (w) => ({ params: await contact(w), body: {} })),
  row('GET /api/v1/contracts', 'staff'),
  row('GET /api/v1/contracts/:id', 'staff', async (w) => ({ params: await contract(w) })),
  row('POST /api/v1/contracts', 'staff -member', (w) => ({ body: contractBody(w) })),
  row('PATCH /api/v1/contracts/:id', 'staff -member', async (w) => ({
    params: await contract(w),
    body: { name: unused('contract') },
    version: 1,
  })),
  row('GET /api/v1/environments', 'staff contacts'),
  row('GET /api/v1/environments/:id', `staff ${OWN}`, async (w) => ({ params: await environment(w) })),
  row('POST /api/v1/environments', 'staff', (w) => ({ body: environmentBody(w) })),
  row('PATCH /api/v1/environments/:id', 'staff', async (w) => ({
    params: await environment(w),
    body: { name: unused('environment') },
    version: 1,
  })),
  row('GET /api/v1/partners', 'administrator'),
  row('POST /api/v1/partners', 'administrator', () => ({ body: { name: unused('partner') } })),
  row('GET /api/v1/partners/:id', 'administrator', ({ partnerId }) => ({ params: { id: partnerId } })),
  row('PATCH /api/v1/partners/:id', 'administrator', async (w) => ({
    params: await w.make('administrator', 'POST', '/partners', { name: unused('partner') }),
    body: { active: false },
    version: 1,
  })),
  row('GET /api/v1/partner-people/:id', 'administrator', ({ ids }) => ({ params: { id: ids.partner } })),
  row('PATCH /api/v1/partner-people/:id', 'administrator', async (w) => ({
    params: await w.make('administrator', 'POST', '/partner-people', {
      partnerId: w.partnerId,
      name: 'N',
      email: `${++made}@partner.test`,
    }),
    body: { name: 'M' },
    version: 1,
  })),
  row('GET /api/v1/partner-people', 'administrator'),
  row('POST /api/v1/partner-people', 'administrator', (w) => ({
    body: { partnerId: w.partnerId, name: 'N', email: `${++made}@partner.test` },
  })),
]
