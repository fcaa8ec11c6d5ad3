import type { FastifyInstance } from 'fastify'
import type { IdentityPort } from '#organization'
import { toPage } from '#platform/cursor'
import type { RouteAccess } from '#platform/http/access'
import { route } from '#platform/http/route'
import { createContact } from '../actions/create-contact.ts'
import { editContact } from '../actions/edit-contact.ts'
import { revealContact } from '../actions/reveal-contact.ts'
import {
  anyContactOut,
  contactPageOut,
  contactsQuery,
  createContactIn,
  customerById,
  patchContactIn,
  revealingIn,
  revealingOut,
} from '../contract.ts'
import { presentContact, presentRevealed } from '../present.ts'
import { readContact, readContacts } from '../queries/read-contacts.ts'

const READ: RouteAccess = { actors: ['staff', 'contact'], scope: 'customers:read' }
const WRITE: RouteAccess = { actors: ['staff'], scope: 'customers:write' }
const tag = 'customers'

export function contactRoutes(app: FastifyInstance, identity: IdentityPort): void {
  route(app, {
    method: 'GET',
    url: '/contacts',
    access: READ,
    tag,
    summary: 'List contacts; a contact sees the names of colleagues',
    query: contactsQuery,
    response: contactPageOut,
    handle: async (ctx, { query }) =>
      toPage(
        await readContacts(ctx, query),
        query.limit,
        (contact) => presentContact(contact, ctx.actor),
        ({ sortName, id }) => [sortName, id],
      ),
  })
  route(app, {
    method: 'GET',
    url: '/contacts/:id',
    access: READ,
    tag,
    summary: 'One contact',
    params: customerById,
    response: anyContactOut,
    handle: async (ctx, { params }) => presentContact(await readContact(ctx, params.id), ctx.actor),
  })
  route(app, {
    method: 'POST',
    url: '/contacts',
    access: WRITE,
    tag,
    summary: 'Add a contact',
    body: createContactIn,
    response: anyContactOut,
    status: 201,
    handle: async (ctx, { body }) => presentContact(await createContact(ctx, body, identity), ctx.actor),
  })
  route(app, {
    method: 'PATCH',
    url: '/contacts/:id',
    access: WRITE,
    tag,
    summary: 'Change a contact',
    params: customerById,
    body: patchContactIn,
    response: anyContactOut,
    handle: async (ctx, { params, body, ifMatch }) =>
      presentContact(await editContact(ctx, { id: params.id, version: ifMatch, patch: body }, identity), ctx.actor),
  })
  route(app, {
    method: 'POST',
    url: '/contacts/:id/revealing',
    access: WRITE,
    tag,
    summary: 'See a contact’s e-mail, phone and IM in clear; audited',
    params: customerById,
    body: revealingIn,
    response: revealingOut,
    handle: async (ctx, { params, body }) => presentRevealed(await revealContact(ctx, params.id, body ?? {})),
  })
}
