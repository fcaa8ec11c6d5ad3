import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import type { PlaybookOut } from '../contract.ts'
import { mayReadPlaybooks } from '../policy.ts'
import { presentPlaybook } from '../present/playbook.ts'
import type { RelayEdition } from '../rules/relay-at.ts'
import { TICKET_KINDS, type TicketKind } from '../rules/vocabulary.ts'
import { listEditions, listPlaybooks } from '../store/playbooks.ts'

/** The playbook of every kind as it stands, the default where the workspace has none of its own. */
export async function readPlaybooks(ctx: Ctx): Promise<PlaybookOut[]> {
  if (!mayReadPlaybooks(ctx.actor)) throw notFound()
  const own = await listPlaybooks(ctx.db)
  return TICKET_KINDS.map((kind) =>
    presentPlaybook(
      kind,
      own.find((one) => one.kind === kind),
      ctx.actor,
    ),
  )
}

/** Every relay that was ever published, for tickets that began with it. */
export async function readEditions(ctx: Ctx): Promise<RelayEdition[]> {
  if (!mayReadPlaybooks(ctx.actor)) throw notFound()
  return listEditions(ctx.db)
}

export async function readPlaybook(ctx: Ctx, kind: TicketKind): Promise<PlaybookOut> {
  const all = await readPlaybooks(ctx)
  return all.find((one) => one.kind === kind)!
}
