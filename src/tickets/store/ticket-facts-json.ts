import type { Playbook } from '../rules/playbook.ts'

export type Json = Readonly<Record<string, unknown>>
/** What `ticket_around` answers (migration 0020). */
export type TicketFactsJson = {
  readonly ticket: Json
  readonly account: { readonly tier: string; readonly kind: string; readonly access: string; readonly name: string }
  readonly team: readonly string[]
  readonly playbook: Playbook | null
  readonly version_by: string | null
  readonly reporter: string | null
  readonly reporter_department: string | null
  readonly restoration: { readonly id: string; readonly at: string; readonly how: string } | null
  readonly resolution: Json | null
  /** Open offers, and every accepted pass of the owner's duty, in no order; so are findings and obligations. */
  readonly passes: readonly Json[]
  readonly wait: Json | null
  readonly findings: readonly Json[]
  readonly participants: readonly { readonly kind: string; readonly id: string; readonly words: boolean }[]
  readonly line: Json
  /** Names, only of a ticket to show: staff by id, and of what it belongs to. */
  readonly staff: Readonly<Record<string, string>> | null
  readonly component: string | null
  readonly environment: string | null
  readonly obligations: readonly Json[]
}
