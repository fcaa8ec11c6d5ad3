import type { ProductLineId, StaffId } from '#kernel/ids'
import { intakeCandidates } from '#oncall'
import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/refused'
import { badFields } from '../bad-fields.ts'
import { type Commanded, type CommandOptions, commandTicket, type Done } from '../command-ticket.ts'
import type { PatchTicket } from '../contract.ts'
import { type Edit, edit } from '../rules/edit.ts'
import { chooseDuty } from '../rules/open-ticket.ts'
import { loadIntakeFacts, referencesExist } from '../store/intake-facts.ts'
import { staffNames } from '../store/names.ts'

export const editTicket = (ctx: Ctx, ref: string, input: PatchTicket, options: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'edit',
    async (facts) => {
      const { ticket, at, tx } = facts
      const lineId = input.productLineId ?? ticket.productLineId
      if (input.productLineId !== undefined && !(await loadIntakeFacts(tx, input.productLineId, ticket.kind)))
        throw badFields([{ path: 'productLineId', code: 'unknown-reference' }])
      const exist = await referencesExist(tx, {
        componentId: input.componentId ?? null,
        lineId,
        environmentId: null,
        accountId: ticket.accountId,
      })
      if (!exist.component) throw badFields([{ path: 'componentId', code: 'unknown-reference' }])
      if (input.aboutStaffIds !== undefined && ticket.complaintAbout.some((id) => id === ctx.actor.id)) throw new Refused('about-you')
      const about = input.aboutStaffIds === undefined ? undefined : await aboutOf(facts, input.aboutStaffIds)
      const given = Object.fromEntries(Object.entries(input.report ?? {}).filter(([, value]) => value !== undefined))
      return edit(
        ticket,
        {
          title: input.title,
          productLineId: input.productLineId as ProductLineId | undefined,
          componentId: input.componentId,
          about,
          report: given,
        },
        at,
      )
    },
    options,
  )

/** Whom the complaint is about from now on, and intake's choice of who takes what one of them holds. */
async function aboutOf({ ticket, at, tx }: Commanded, staffIds: readonly string[]): Promise<Edit['about']> {
  const known = (await staffNames(tx, staffIds)).map((one) => one.id)
  const unknown = staffIds.flatMap((id, index) =>
    known.includes(id) ? [] : [{ path: `aboutStaffIds.${index}`, code: 'unknown-reference' }],
  )
  if (unknown.length > 0) throw badFields(unknown)
  const candidates = await intakeCandidates(tx, { accountId: ticket.accountId, productLineId: ticket.productLineId, at })
  if (!candidates) throw new Refused('line-archived')
  const about = [...new Set(staffIds)] as StaffId[]
  return { staffIds: about, successorId: chooseDuty(candidates, about).id }
}
