import { type Row, row } from '../row.ts'

const SIGN_IN = [
  'sign-in/email',
  'sign-in/magic-link',
  'magic-link/verify',
  'sign-out',
  'change-password',
  'request-password-reset',
  'reset-password',
]
const TWO_FACTOR = ['enable', 'disable', 'verify-totp', 'verify-backup-code', 'generate-backup-codes'].map((path) => `two-factor/${path}`)

export const accessRows: readonly Row[] = [
  // Open: here callers prove who they are. A body that is refused (400) shows that the caller got as far as the route.
  ...[...SIGN_IN, ...TWO_FACTOR].map((path) => row(`POST /api/auth/${path}`, 'open', () => ({ body: { nothing: 1 } }))),
  row('GET /api/v1/openapi.json', 'open'),
  row('GET /healthz', 'open'),
  row('GET /readyz', 'open'),
  row('GET /metrics', 'open'),

  row('GET /api/v1/stream', 'everyone', () => ({ stream: true })),
  row('POST /api/v1/test/clock', 'administrator', () => ({ body: { advanceMinutes: 0 } })),

  row('GET /api/v1/notifications', 'people'),
  row('GET /api/v1/notifications/mail', 'staff'),
  row('POST /api/v1/notifications/reading', 'people', () => ({ body: { all: true } })),
  row('GET /api/v1/me', 'everyone -reader'),
  row('PATCH /api/v1/me', 'people', () => ({ body: { locale: 'en' }, version: 1 })),
  // Of the member: themselves, and whoever manages access.
  row('GET /api/v1/sessions', 'member administrator', ({ ids }) => ({ query: `personKind=staff&personId=${ids.member}` })),
  row('DELETE /api/v1/sessions', 'member administrator', ({ ids }) => ({ query: `personKind=staff&personId=${ids.member}` })),
  row('DELETE /api/v1/sessions/:id', 'stranger administrator', async (w) => ({ params: { id: await w.sessionOfStranger() } })),
  row('GET /api/v1/keys', 'people'),
  row('POST /api/v1/keys', 'people', () => ({ body: { name: 'mine' } })),
  row('DELETE /api/v1/keys/:id', 'member administrator', async (w) => ({
    params: await w.make('member', 'POST', '/keys', { name: 'theirs' }),
  })),
]
