import { newId } from '#kernel/ids'
import type { Commanded } from './commanded.ts'
import type { SystemWord } from './rules/system-words.ts'
import { reporterLanguage } from './store/objections.ts'

/** A word of the system to this ticket's customer, in the language of who reported it. */
export async function systemWord({ ticket, at, tx }: Commanded): Promise<SystemWord> {
  return { messageId: newId(at), language: await reporterLanguage(tx, ticket.reporterId) }
}
