import type { Locale } from '#kernel/actor'
import type { CheckMailbox, DkimCheck } from '../admin-ports.ts'
import type { MailboxCheckOut } from '../contract.ts'
import { DKIM_WORDS } from '../rules/dkim-standing.ts'
import { presentTrouble } from './mailbox.ts'

type Check = Awaited<ReturnType<CheckMailbox>>

export function presentCheck({ receive, send, dkim }: Check & { readonly dkim: DkimCheck | null }, locale: Locale): MailboxCheckOut {
  const way = (one: NonNullable<Check['send']>) =>
    one.ok
      ? { ok: true, greeting: one.greeting, trouble: null }
      : { ok: false, greeting: null, trouble: presentTrouble(one.trouble, one.detail, locale) }
  return {
    receive: receive === null ? null : { ...way(receive), moveFolder: receive.ok ? receive.moveFolder : null },
    send: send === null ? null : way(send),
    dkim: dkim === null ? null : presentDkim(dkim, locale),
  }
}

// So much of what stands there is shown as tells whose it is.
const MOST_SHOWN = 5
const LONGEST_SHOWN = 1_000

function presentDkim({ name, record, standing, found }: DkimCheck, locale: Locale): NonNullable<MailboxCheckOut['dkim']> {
  const words = DKIM_WORDS[standing][locale === 'en' ? 'en' : 'zh']
  const shown = standing === 'right' ? [] : found.slice(0, MOST_SHOWN).map((text) => text.slice(0, LONGEST_SHOWN))
  return { standing, words, name, record, found: shown }
}
