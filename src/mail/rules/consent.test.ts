import { describe, expect, test } from 'vitest'
import { addMs, instant } from '#kernel/instant'
import { CONSENT_LIFE_MS, consentWayOf, endsConsent, mailboxOfState, type PendingConsent, stateFor } from './consent.ts'
import type { ReceiveSettings, SendSettings } from './mailbox-settings.ts'

const server = { host: 'mail.vendor.test', port: 993, security: 'tls', ca: null, user: 'support@vendor.test' } as const
const imap = (auth: Extract<ReceiveSettings, { by: 'imap' }>['auth']): ReceiveSettings => ({
  ...{ by: 'imap', ...server, auth, folder: 'INBOX', afterwards: 'leave' },
})
const smtp = (auth: Extract<SendSettings, { by: 'smtp' }>['auth']): SendSettings => ({ by: 'smtp', ...server, auth, dkim: null })

test.each([
  ['both ways by one provider', imap('google'), smtp('google'), 'google'],
  ['only sending', { by: 'none' }, smtp('microsoft'), 'microsoft'],
  ['only receiving', imap('microsoft'), smtp('password'), 'microsoft'],
  ['passwords', imap('password'), smtp('none'), null],
  ['the company’s own application', imap('microsoft_app'), { by: 'files' }, null],
] satisfies [string, ReceiveSettings, SendSettings, string | null][])('who asks a person to sign in: %s', (_, receive, send, way) => {
  expect(consentWayOf({ receive, send })).toBe(way)
})

const ID = '01890a5d-ac96-774b-bcce-b302099a8057'
const RANDOM = 'A-_'.repeat(14).concat('z')
const STATE = stateFor(ID, RANDOM)

test.each([
  ['ours', STATE, ID],
  ['a shorter one', `${ID}.abc`, null],
  ['a longer one', `${STATE}x`, null],
  ['one of no mailbox', `x.${RANDOM}`, null],
  ['with something before', ` ${STATE}`, null],
  ['empty', '', null],
])('a state tells its mailbox: %s', (_, state, id) => {
  expect(mailboxOfState(state)).toBe(id)
})

describe('an answer ends a sign-in', () => {
  const at = instant(1_000_000)
  const pending: PendingConsent = {
    ...{ way: 'microsoft', clientId: 'c', state: STATE, verifier: 'v', by: 'li', until: addMs(at, CONSENT_LIFE_MS) },
  }
  test.each([
    ['with its state, by who began it', { state: STATE, by: 'li' }, 0, true],
    ['not by a colleague', { state: STATE, by: 'wang' }, 0, false],
    ['not with another state', { state: stateFor(ID, 'b'.repeat(43)), by: 'li' }, 0, false],
    ['not after its time', { state: STATE, by: 'li' }, CONSENT_LIFE_MS, false],
  ])('%s', (_, answer, later, ends) => {
    expect(endsConsent(pending, answer, addMs(at, later))).toBe(ends)
  })
  test('not when none was begun', () => expect(endsConsent(undefined, { state: STATE, by: 'li' }, at)).toBe(false))
})
