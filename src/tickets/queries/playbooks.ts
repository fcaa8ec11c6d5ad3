import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import type { PlaybookOut } from '../contract.ts'
import { mayReadPlaybooks } from '../policy.ts'
import { presentPlaybook } from '../present/playbook.ts'
import { TICKET_KINDS, type TicketKind } from '../rules/vocabulary.ts'
import { listPlaybooks } from '../store/playbooks.ts'

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

export async function readPlaybook(ctx: Ctx, kind: TicketKind): Promise<PlaybookOut> {
  const all = await readPlaybooks(ctx)
  return all.find((one) => one.kind === kind)!
}
