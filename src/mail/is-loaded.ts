import { parseInstant } from '#kernel/instant'
import type { LoggedEvent } from '#platform/log-reader/read-events'
import type { MailedTicket } from './store/ticket-mail.ts'

/** Loaded, not lived: told to nobody. */
export function isLoaded({ loadedBefore }: Pick<MailedTicket, 'loadedBefore'>, event: LoggedEvent): boolean {
  return event.data['historic'] === true || (loadedBefore !== null && event.at < parseInstant(loadedBefore))
}
