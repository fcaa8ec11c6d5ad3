import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { mailboxOut, mailStatesOut, originalMailOut, receivedMailInFullOut } from '#mail/contract'
import { api } from '../api/client.ts'

/** As JSON has them: instants are text. */
export type MailStates = z.input<typeof mailStatesOut>
export type MessageMail = MailStates['messages'][string]
export type OriginalMail = z.input<typeof originalMailOut>
export type Mailbox = z.input<typeof mailboxOut>
export type ReceivedMail = z.input<typeof receivedMailInFullOut>

/** How a ticket's words came and went by mail; beside the words, which do not wait for it. */
export const mailStatesQuery = (ref: string) =>
  queryOptions({
    queryKey: ['ticket', ref, 'mail-states'],
    queryFn: ({ signal }) => api.get<MailStates>(`/tickets/${ref}/mail-states`, undefined, signal),
  })

/** The whole mail behind `path`: `/messages/{id}` or, for the report, `/tickets/{number}`. */
export const originalMailQuery = (path: string) =>
  queryOptions({
    queryKey: ['original-mail', path],
    queryFn: ({ signal }) => api.get<OriginalMail>(`${path}/original`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const mailboxesQuery = queryOptions({
  queryKey: ['mailboxes'],
  queryFn: ({ signal }) => api.get<{ items: Mailbox[]; consentReturnsTo: string }>('/mailboxes', undefined, signal),
  refetchInterval: 20_000,
})

export const receivedMailQuery = (id: string) =>
  queryOptions({
    queryKey: ['received-mails', id],
    queryFn: ({ signal }) => api.get<ReceivedMail>(`/received-mails/${id}`, undefined, signal),
  })
