import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Ctx } from '#platform/ctx'
import type { RouteAccess } from '#platform/http/access'
import { type Method, route } from '#platform/http/route'
import type { CommandOptions } from '../command-ticket.ts'
import { anyTicketView, ticketParams } from '../contract.ts'
import { getTicket } from '../queries/get-ticket.ts'

/** A command below `/tickets/{id}/`: answers with the ticket as it is afterwards. */
export function commandRoute(app: FastifyInstance, method: Method, status: 200 | 201) {
  return <B extends z.ZodType>(
    resource: string,
    access: RouteAccess,
    summary: string,
    body: B,
    command: (ctx: Ctx, ref: string, body: z.output<B>, options: CommandOptions) => Promise<unknown>,
  ): void => {
    route(app, {
      method,
      url: `/tickets/:id/${resource}`,
      access,
      summary,
      tag: 'tickets',
      params: ticketParams,
      body,
      response: anyTicketView,
      status,
      handle: async (ctx, input) => {
        await command(ctx, input.params.id, input.body as z.output<B>, { ifMatch: input.ifMatch })
        return getTicket(ctx, input.params.id)
      },
    })
  }
}
