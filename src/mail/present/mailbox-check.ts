import type { Locale } from '#kernel/actor'
import type { CheckMailbox } from '../admin-ports.ts'
import type { MailboxCheckOut } from '../contract.ts'
import { presentTrouble } from './mailbox.ts'

type Check = Awaited<ReturnType<CheckMailbox>>

export function presentCheck({ receive, send }: Check, locale: Locale): MailboxCheckOut {
  const way = (one: Check['send']) =>
    one === null
      ? null
      : one.ok
        ? { ok: true, greeting: one.greeting, trouble: null }
        : { ok: false, greeting: null, trouble: presentTrouble(one.trouble, one.detail, locale) }
  return { receive: way(receive), send: way(send) }
}
