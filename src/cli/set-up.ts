import { inviteIdentity } from '#auth'
import { createCalendar, createServicePolicy, statutoryCalendar } from '#obligations'
import { newWorkspacePolicy } from '#obligations/rules/new-workspace-policy'
import { coverage } from '#oncall'
import { createProductLine, createStaff, createWorkspace } from '#organization'
import { USUAL_HOURS } from '#organization/rules/working-hours'
import { type Ctx, ctxInside } from '#platform/ctx'

export type NewCompany = {
  readonly company: string
  readonly name: string
  readonly email: string
  readonly line: string
  readonly timeZone: string
  readonly country: string
}

/**
 * All of it or nothing. The first administrator holds every duty of the workspace until others are invited, so it has no hole
 * from the start; the policy enforces ownership at once and warns about the rest for a while. Gives the years without known
 * holidays. Refused: `already-exists`, `invalid-input`.
 */
export function setUp(ctx: Ctx, { company, name, email, line, timeZone, country }: NewCompany): Promise<readonly number[]> {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(ctx.now)
  const year = Number(today.slice(0, 4))
  const { document, missing } = statutoryCalendar({ timeZone, windows: USUAL_HOURS }, country, [year, year + 1])
  return ctx.transaction(async (tx) => {
    const inside = ctxInside(ctx, tx)
    const first = { name, email, timeZone, role: 'administrator' as const, functions: ['frontline'], autoAccept: false }
    const { id } = await createStaff(inside, first, { inviteIdentity })
    const calendar = await createCalendar(inside, { name: '工作日历', document: document as never })
    // Before any line exists: a roster that covers its hours is asked for when it is published next.
    const policy = { name: '默认策略', productLineId: null, document: newWorkspacePolicy(today) as never }
    await createServicePolicy(inside, policy, { coverageOf: coverage })
    const { id: defaultProductLineId } = await createProductLine(inside, {
      name: line,
      leadId: id,
      executiveId: id,
      calendarId: calendar.id,
    })
    await createWorkspace(inside, { name: company, defaultProductLineId, dutyManagerId: id, lastResortId: id, timeZone })
    return missing
  })
}
