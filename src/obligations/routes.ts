import type { FastifyInstance } from 'fastify'
import type { RouteAccess } from '#platform/http/access'
import { route } from '#platform/http/route'
import { createCalendar } from './actions/create-calendar.ts'
import { createServicePolicy } from './actions/create-service-policy.ts'
import { editCalendar } from './actions/edit-calendar.ts'
import { publishServicePolicy } from './actions/publish-service-policy.ts'
import * as contract from './contract.ts'
import type { ObligationPorts } from './ports.ts'
import { presentObligation } from './present/obligation.ts'
import { readerLocale } from './present/reader-locale.ts'
import { presentCalendar, presentImpact, presentServicePolicy } from './present/terms.ts'
import { calendarImpact } from './queries/calendar-impact.ts'
import { calendarById, calendars } from './queries/calendars.ts'
import { deadlinePreview } from './queries/deadline-preview.ts'
import { holidays } from './queries/holidays.ts'
import { obligations } from './queries/obligations.ts'
import { policyAdoption } from './queries/policy-adoption.ts'
import { servicePolicies, servicePolicyById } from './queries/service-policies.ts'

const READ: RouteAccess = { actors: ['staff', 'integration'], scope: 'obligations:read' }
const SETUP: RouteAccess = { actors: ['staff'], scope: 'admin' }

export function obligationRoutes(app: FastifyInstance, ports: ObligationPorts): void {
  obligationLists(app, ports)
  calendarRoutes(app, ports)
  servicePolicyRoutes(app, ports)
}

function obligationLists(app: FastifyInstance, ports: ObligationPorts): void {
  const tag = 'obligations'
  route(app, {
    ...{ method: 'GET', url: '/obligations', access: READ, tag, summary: 'What is owed, by due' },
    query: contract.obligationsQuery,
    response: contract.obligationsOut,
    async handle(ctx, { query }) {
      const { items, nextCursor } = await obligations(ctx, query, ports.sightsOf)
      return { items: items.map(({ obligation, holderName }) => presentObligation(obligation, holderName)), nextCursor }
    },
  })
  route(app, {
    ...{ method: 'POST', url: '/deadline-previews', access: READ, tag, summary: 'When a target would be due, step by step' },
    body: contract.deadlinePreviewIn,
    response: contract.deadlinePreviewOut,
    handle: (ctx, { body }, request) => deadlinePreview(ctx, body, readerLocale(request.headers['accept-language'], ctx.actor.locale)),
  })
  route(app, {
    ...{ method: 'GET', url: '/holidays', access: READ, tag, summary: 'Public holidays of a year, to fill a calendar with' },
    query: contract.holidaysQuery,
    response: contract.holidaysOut,
    handle: async (ctx, { query }) => ({ ...query, ...(await holidays(ctx, query.country, query.year)) }),
  })
}

function calendarRoutes(app: FastifyInstance, ports: ObligationPorts): void {
  const tag = 'calendars'
  const one = { params: contract.byId, response: contract.calendarOut, tag } as const
  route(app, {
    ...{ method: 'GET', url: '/calendars', access: READ, tag, summary: 'Working calendars' },
    response: contract.calendarsOut,
    handle: async (ctx) => ({ items: (await calendars(ctx)).map((record) => presentCalendar(record, ctx)), nextCursor: null }),
  })
  route(app, {
    ...{ method: 'POST', url: '/calendars', access: SETUP, tag, summary: 'Add a calendar', status: 201 },
    body: contract.createCalendarIn,
    response: contract.calendarOut,
    handle: async (ctx, { body }) => presentCalendar(await createCalendar(ctx, body), ctx),
  })
  route(app, {
    ...{ method: 'GET', url: '/calendars/:id', access: READ, summary: 'A calendar', ...one },
    handle: async (ctx, { params }) => presentCalendar(await calendarById(ctx, params.id), ctx),
  })
  for (const { method, body } of [
    { method: 'PUT', body: contract.createCalendarIn },
    { method: 'PATCH', body: contract.patchCalendarIn },
  ] as const) {
    route(app, {
      ...{ method, url: '/calendars/:id', access: SETUP, summary: 'Edit a calendar; what is pending on it is counted again', ...one },
      body,
      async handle(ctx, { params, ifMatch, body: change }) {
        const { calendar, impact } = await editCalendar(ctx, { id: params.id, ifMatch, change }, ports)
        return presentCalendar(calendar, ctx, impact)
      },
    })
  }
  route(app, {
    ...{ method: 'POST', url: '/calendars/:id/impacts', access: SETUP, tag, summary: 'What an edit would do; nothing is changed' },
    params: contract.byId,
    body: contract.calendarImpactIn,
    response: contract.calendarImpactOut,
    handle: async (ctx, { params, body }) => presentImpact(await calendarImpact(ctx, params.id, body.document)),
  })
}

function servicePolicyRoutes(app: FastifyInstance, ports: ObligationPorts): void {
  const tag = 'service-policies'
  const one = { params: contract.byId, response: contract.servicePolicyOut, tag } as const
  route(app, {
    ...{ method: 'GET', url: '/service-policies', access: READ, tag, summary: 'Service policies' },
    response: contract.servicePoliciesOut,
    handle: async (ctx) => ({
      items: (await servicePolicies(ctx)).map((record) => presentServicePolicy(record, ctx)),
      nextCursor: null,
    }),
  })
  route(app, {
    ...{
      method: 'POST',
      url: '/service-policies',
      access: SETUP,
      tag,
      summary: 'Publish a policy of the workspace or of a line',
      status: 201,
    },
    body: contract.createServicePolicyIn,
    response: contract.servicePolicyOut,
    handle: async (ctx, { body }) => presentServicePolicy(await createServicePolicy(ctx, body, ports), ctx),
  })
  route(app, {
    ...{ method: 'GET', url: '/service-policies/:id', access: READ, summary: 'A service policy', ...one },
    handle: async (ctx, { params }) => presentServicePolicy(await servicePolicyById(ctx, params.id), ctx),
  })
  for (const { method, body } of [
    { method: 'PUT', body: contract.putServicePolicyIn },
    { method: 'PATCH', body: contract.patchServicePolicyIn },
  ] as const) {
    route(app, {
      ...{ method, url: '/service-policies/:id', access: SETUP, summary: 'Publish a new version, for what begins from now on', ...one },
      body,
      handle: async (ctx, { params, ifMatch, body: change }) =>
        presentServicePolicy(await publishServicePolicy(ctx, { id: params.id, ifMatch, change }, ports), ctx),
    })
  }
  route(app, {
    ...{
      method: 'GET',
      url: '/service-policies/:id/adoption',
      access: READ,
      tag,
      summary: 'What its modes did, or would have done, lately',
    },
    params: contract.byId,
    query: contract.adoptionQuery,
    response: contract.adoptionOut,
    handle: (ctx, { params, query }) => policyAdoption(ctx, params.id, query.days),
  })
}
