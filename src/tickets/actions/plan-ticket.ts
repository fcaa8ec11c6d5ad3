import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { type CommandOptions, commandTicket, type Done } from '../command-ticket.ts'
import type { ObserveTicket, ScheduleTicket } from '../contract.ts'
import { endObservation, observe } from '../rules/observe.ts'
import { schedule, unschedule } from '../rules/schedule.ts'

export const scheduleTicket = (ctx: Ctx, ref: string, input: ScheduleTicket, options?: CommandOptions): Promise<Done> =>
  commandTicket(ctx, ref, 'schedule', ({ ticket, at, working }) => schedule(ticket, input, working.localDate(at), at), options)

export const unscheduleTicket = (ctx: Ctx, ref: string, reason: string, options?: CommandOptions): Promise<Done> =>
  commandTicket(ctx, ref, 'unschedule', ({ ticket, at }) => unschedule(ticket, reason, at), options)

export const observeTicket = (ctx: Ctx, ref: string, input: ObserveTicket, options?: CommandOptions): Promise<Done> =>
  commandTicket(ctx, ref, 'observe', ({ ticket, at }) => observe(ticket, input.until, newId(at), at), options)

export const endTicketObservation = (ctx: Ctx, ref: string, reason: string, options?: CommandOptions): Promise<Done> =>
  commandTicket(ctx, ref, 'end_observation', ({ ticket, at }) => endObservation(ticket, reason, at), options)
