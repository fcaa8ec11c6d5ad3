import type { Actor } from '#kernel/actor'
import { notFound } from '#platform/refused'

/** Mailboxes, their passwords and the mails that stand aside are the administrators'. */
export function mayAdministerMail(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind === 'staff' && actor.role === 'administrator')
}

export function requireMailAdministrator(actor: Actor): void {
  if (!mayAdministerMail(actor)) throw notFound()
}
