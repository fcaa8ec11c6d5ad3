import { describe, expect, test } from 'vitest'
import { mayTakePart } from './let-take-part.ts'
import { type AddressFacts, copiedOn, MOST_COPIED, type NamingMail, nameOnce, type PersonOnMail, peopleOnMail } from './people-on-mail.ts'

const A = 'account'
const facts: AddressFacts = {
  accountId: A,
  unsortedAccountId: 'unsorted',
  contacts: new Map([
    ['in@lanting.example', { id: 'in', accountId: A, active: true }],
    ['beside@lanting.example', { id: 'beside', accountId: A, active: true }],
    ['gone@lanting.example', { id: 'gone', accountId: A, active: false }],
    ['known@other.example', { id: 'known', accountId: 'other', active: true }],
    ['waits@new.example', { id: 'waits', accountId: 'unsorted', active: true }],
    ['waits@partner.example', { id: 'waits-too', accountId: 'unsorted', active: true }],
  ]),
  takesPart: (id) => id === 'in',
  isOurs: (address) => address.endsWith('@heyu.example'),
  ownDomains: new Set(['lanting.example', 'shared.example']),
  othersDomains: new Set(['other.example']),
  partnersDomains: new Set(['partner.example', 'shared.example']),
  ourDomains: new Set(['heyu.example']),
  isPartner: (address) => address === 'he@partner.example',
}
const named = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }))
const mail: NamingMail = {
  author: { name: '外人', address: 'eve@stranger.example' },
  isUnverified: true,
  to: named('support@heyu.example', 'in@lanting.example'),
  cc: named('eve@stranger.example', 'beside@lanting.example', 'gone@lanting.example', 'known@other.example', 'new@other.example'),
  automatic: 'no',
  dmarc: null,
  source: 'smtp',
  envelopeTo: [],
  deliveredLast: [],
}
const standings = (more: Partial<NamingMail> = {}) =>
  peopleOnMail({ ...mail, ...more }, facts).map(({ address, wrote, standing }) => `${wrote ? 'wrote ' : ''}${address} ${standing}`)

describe('whom a mail names', () => {
  test('its unverified author first, then who was copied, each once, none of ours', () => {
    expect(standings()).toEqual([
      'wrote eve@stranger.example unknown',
      'beside@lanting.example of_account',
      'gone@lanting.example let_go',
      'known@other.example other_account',
      'new@other.example other_account',
      'in@lanting.example takes_part',
    ])
  })
  test('says whether the mail was written to somebody or they were copied; in both it was written to them', () => {
    const to = named('to@x.example', 'both@x.example')
    const people = peopleOnMail({ ...mail, to, cc: named('both@x.example', 'cc@x.example') }, facts)
    expect(people.map(({ address, namedIn }) => [address, namedIn])).toEqual([
      ['eve@stranger.example', null],
      ['both@x.example', 'to'],
      ['cc@x.example', 'cc'],
      ['to@x.example', 'to'],
    ])
  })
  test('where the mail came in is ours, as a recipient and as its author', () => {
    const own = 'hilfe@sister.example'
    const more = { to: named(own), cc: named('new@x.example'), envelopeTo: [own] }
    expect(standings(more)).toEqual(['wrote eve@stranger.example unknown', 'new@x.example unknown'])
    expect(standings({ ...more, author: { name: '', address: own } })).toEqual(['new@x.example unknown'])
  })
  test('an author whose words are theirs already is not named; free mail is of nobody', () => {
    expect(standings({ isUnverified: false, to: [], cc: named('eve@stranger.example', 'some@qq.com', 'waits@new.example') })).toEqual([
      'some@qq.com unknown',
      'waits@new.example unsorted',
    ])
  })
  test('who is of a partner by their domain is no contact of the customer; the customer’s own domain says more', () => {
    const cc = named('li@partner.example', 'waits@partner.example', 'li@shared.example')
    expect(standings({ author: { name: '', address: 'li2@partner.example' }, to: [], cc })).toEqual([
      'wrote li2@partner.example of_partner',
      'li@partner.example of_partner',
      'waits@partner.example of_partner',
      'li@shared.example unknown',
    ])
  })
  test('whom a partner names is of the partner, unless they are known or of the customer', () => {
    const cc = named('some@qq.com', 'waits@new.example', 'beside@lanting.example', 'new@lanting.example', 'new@other.example')
    expect(standings({ author: { name: '', address: 'he@partner.example' }, isUnverified: false, to: [], cc })).toEqual([
      'some@qq.com of_partner',
      'waits@new.example of_partner',
      'beside@lanting.example of_account',
      'new@lanting.example unknown',
      'new@other.example other_account',
    ])
  })
  test('a machine’s mail, and one that its domain disowns, name nobody', () => {
    expect(standings({ automatic: 'out_of_office' })).toEqual([])
    expect(standings({ dmarc: 'fail' })).toEqual([])
  })
  test('who is copied on every mail is named on the latest, who wrote on each note of theirs', () => {
    const [zhou, chen] = ['zhou@qq.com', 'chen@x.example']
    const person = (address: string, wrote: boolean): PersonOnMail => ({
      ...{ name: '', address, wrote, standing: 'unknown' },
      namedIn: wrote ? null : 'cc',
    })
    const mails = [
      [person(chen, false), person(zhou, false)],
      [person(zhou, true), person(chen, false)],
      [person(zhou, true)],
      [person(zhou, false)],
    ]
    expect(nameOnce(mails).map((people) => people.map(({ address }) => address))).toEqual([[], [zhou, chen], [zhou], []])
  })
  test('a hundred thousand copies are not looked through', () => {
    const many = { to: [], cc: Array.from({ length: 100 }, (_, n) => ({ name: '', address: `p${n}@x.example` })) }
    expect(copiedOn(many, () => false)).toHaveLength(MOST_COPIED)
  })
})

const person = (standing: PersonOnMail['standing'], wrote = true): PersonOnMail => ({
  ...{ name: '', address: 'a@b.example', wrote, standing },
  namedIn: wrote ? null : 'cc',
})
const free = { isInternal: false, takeWords: false }

test.each([
  ['who takes part already', person('takes_part'), free, null],
  ['a contact of the account', person('of_account'), free, null],
  ['nobody we know', person('unknown'), free, null],
  ['who waits in unsorted', person('unsorted'), free, null],
  ['with the words they wrote', person('unknown'), { ...free, takeWords: true }, null],
  ['somebody of another company', person('other_account'), free, 'person-of-other-account'],
  ['somebody of a partner', person('of_partner'), free, 'person-of-partner'],
  ['a contact who was disabled', person('let_go'), free, 'person-let-go'],
  ['words of somebody who was only copied', person('unknown', false), { ...free, takeWords: true }, 'words-not-theirs'],
  ['anybody, in a matter of our own', person('unknown'), { ...free, isInternal: true }, 'internal-stays-inside'],
] as const)('%s', (_, who, given, code) => {
  expect(mayTakePart(who, given)?.refusal.code ?? null).toBe(code)
})
