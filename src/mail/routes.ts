import type { FastifyInstance } from 'fastify'
import type { MailParts } from './admin-ports.ts'
import { addressRoutes } from './routes/address-routes.ts'
import { consentRoutes } from './routes/consent-routes.ts'
import { mailActRoutes } from './routes/mail-act-routes.ts'
import { mailboxRoutes } from './routes/mailbox-routes.ts'
import { messageMailRoutes } from './routes/message-mail-routes.ts'
import { receivedRoutes } from './routes/received-routes.ts'

/** Everything under mailboxes, received-mails and mail-addresses, and what came or went by mail of a ticket's messages. */
export function mailRoutes(parts: MailParts): (app: FastifyInstance) => void {
  return (app) => {
    mailboxRoutes(app, parts)
    consentRoutes(app, parts)
    mailActRoutes(app, parts)
    receivedRoutes(app, parts)
    addressRoutes(app)
    messageMailRoutes(app)
  }
}
