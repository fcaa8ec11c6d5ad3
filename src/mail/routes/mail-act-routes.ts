import type { FastifyInstance } from 'fastify'
import { type ActDone, actByMail, lookAtMailAct } from '../actions/act-by-mail.ts'
import type { MailParts } from '../admin-ports.ts'
import { type ActByMail, type MailActOut, mailActBody, mailActOut, mailLinkBody } from '../contract.ts'

const tag = 'mail'
/** Tries a minute from one address: a company of people may sit behind it, a guesser of 160 bits gains nothing. */
const TRIES = { max: 60, timeWindow: 60_000 }
const open = (why: string) => ({ access: { open: true as const, why }, rateLimit: TRIES })

/** What the links in our mails do. Following one only shows a page; these are called by its script and by its button. */
export function mailActRoutes(app: FastifyInstance, { seal, systemCtx }: MailParts): void {
  app.route({
    method: 'POST',
    url: '/mail-links',
    config: open('the token in a customer’s mail says who asks; it changes nothing'),
    schema: { summary: 'What the link in a mail is for; changes nothing', tags: [tag], body: mailLinkBody, response: { 200: mailActOut } },
    handler: async ({ body }) => present(await lookAtMailAct(await systemCtx(), (body as { token: string }).token, seal.hmac)),
  })
  app.route({
    method: 'POST',
    url: '/mail-acts',
    config: open('the token in a customer’s mail is for one act by one person on one ticket'),
    schema: { summary: 'Confirm or reopen a ticket by the link in a mail', tags: [tag], body: mailActBody, response: { 200: mailActOut } },
    handler: async ({ body }) => present(await actByMail(await systemCtx(), body as ActByMail, seal.hmac)),
  })
}

function present({ number, ...done }: ActDone): MailActOut {
  return { ...done, number: `T-${number}` }
}
