import { describe, expect, test } from 'vitest'
import { type MailboxSecrets, secretsAfter } from './mailbox-secrets.ts'
import type { ReceiveSettings, SendSettings } from './mailbox-settings.ts'

const receive: ReceiveSettings = {
  ...{ by: 'imap', host: 'outlook.example', port: 993, security: 'tls', ca: null, user: 'support@vendor.example' },
  ...{ auth: 'microsoft', folder: 'INBOX', afterwards: 'seen' },
}
const send: Extract<SendSettings, { by: 'smtp' }> = {
  ...{ by: 'smtp', host: 'outlook.example', port: 587, security: 'starttls', ca: null, user: 'support@vendor.example' },
  ...{ auth: 'microsoft', dkim: null },
}
const elsewhere = { ...send, host: 'evil.example' } as const
const secrets: MailboxSecrets = { clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh', sendPassword: 'password' }
const kept = (before: SendSettings, after: SendSettings, given = {}) =>
  Object.keys(secretsAfter({ receive, send: before, secrets }, { receive, send: after }, given))

describe('what is kept of a mailbox’s secrets', () => {
  test('all of it, while server and sign-in stay', () => {
    expect(kept(send, { ...send, user: 'other@vendor.example' })).toEqual(Object.keys(secrets))
  })
  test('no token and no password for another server', () => {
    expect(kept(send, elsewhere)).toEqual(['clientId'])
  })
  test('the tokens of the way that stays, when the other goes elsewhere with a password', () => {
    expect(kept(send, { ...elsewhere, auth: 'password' })).toEqual(['clientId', 'clientSecret', 'refreshToken'])
  })
  test.each([
    ['from a password', { ...elsewhere, auth: 'password' }, elsewhere],
    ['from nothing', { ...elsewhere, auth: 'none' }, elsewhere],
    ['from the tokens of another provider', { ...elsewhere, auth: 'google' }, elsewhere],
    ['with those of a whole company', { ...elsewhere, auth: 'password' }, { ...elsewhere, auth: 'microsoft_app' }],
  ] as const)('no token once a server that was not given it is signed in to by tokens, %s', (_, before, after) => {
    expect(kept(before, after)).toEqual(['clientId', 'sendPassword'])
  })
  test('no token either when it is the folder that begins to be signed in to by tokens', () => {
    const before = { receive: { ...receive, host: 'evil.example', auth: 'password' }, send } as const
    const after = { receive: { ...before.receive, auth: 'microsoft' }, send } as const
    expect(Object.keys(secretsAfter({ ...before, secrets }, after, {}))).toEqual(['clientId', 'sendPassword'])
  })
  test('what is given with the change is kept', () => {
    expect(kept({ ...elsewhere, auth: 'password' }, elsewhere, { refreshToken: 'known', clientSecret: null })).toEqual([
      'clientId',
      'sendPassword',
      'refreshToken',
    ])
  })
})
