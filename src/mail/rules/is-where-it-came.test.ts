import { expect, test } from 'vitest'
import { type Delivery, isWhereItCame } from './is-where-it-came.ts'

const known = {
  contacts: new Map([['met@ours.example', {}]]),
  ownDomains: new Set(['lanting.example']),
  othersDomains: new Set(['other.example']),
  partnersDomains: new Set(['partner.example']),
  ourDomains: new Set(['ours.example']),
}
const nowhere: Delivery = { source: 'imap', envelopeTo: [], deliveredLast: [] }
const said = (address: string, source: Delivery['source'] = 'imap') => [address, { ...nowhere, source, deliveredLast: [address] }] as const

test.each([
  ['what our own door took it for', 'old@ours.example', { ...nowhere, source: 'smtp', envelopeTo: ['old@ours.example'] }, true],
  ['what nothing says', 'old@ours.example', nowhere, false],
  ['what the last server says of a mail in our folder', ...said('alias@brand.example'), true],
  ['the same of one handed to our door', ...said('alias@brand.example', 'smtp'), true],
  ['an address at free mail that our folder is at', ...said('our.shop@qq.com'), true],
  ['somebody else than the last server says', 'zhang@new.example', { ...nowhere, deliveredLast: ['alias@brand.example'] }, false],
  ['a contact', ...said('met@ours.example'), false],
  ['somebody of the ticket’s customer', ...said('zhang@lanting.example'), false],
  ['somebody of another customer', ...said('wang@other.example'), false],
  ['somebody of a partner', ...said('he@partner.example'), false],
  ['in an imported file, an address at a domain of ours', ...said('support@ours.example', 'import'), true],
  ['in an imported file, an address at no domain we know', ...said('zhang@new.example', 'import'), false],
  ['in an imported file, an address at free mail', ...said('zhang@qq.com', 'import'), false],
] as const)('%s', (_, address, delivery, is) => {
  expect(isWhereItCame(address, delivery, known)).toBe(is)
})
