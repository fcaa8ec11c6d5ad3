import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import type { DutyBoardQuery } from '../contract.ts'
import { asReadBy, type DutyBoard, type Reader } from '../rules/duty-board.ts'
import { DUTY_COUNT_LIMIT } from '../rules/intake-candidates.ts'
import { loadBoardFrame, loadFunctionRows, peopleLedBy } from '../store.ts'
import { whoIsOnDuty } from './on-duty.ts'

/** Who is on duty now, by line and function: the same rows and the same rule by which intake and hand-offs choose. For staff; figures only of oneself and whom one leads. */
export async function dutyBoard(ctx: Ctx, query: DutyBoardQuery): Promise<DutyBoard> {
  const { actor } = ctx
  if (actor.kind !== 'staff' && actor.kind !== 'system') throw notFound()
  const reader: Reader = actor.kind === 'system' ? 'all' : { id: actor.id, leads: await peopleLedBy(ctx.db, actor.id) }
  const at = ctx.now
  const productLineId = query.productLineId ?? null
  const functionKey = query.function ?? null
  const frame = await loadBoardFrame(ctx.db, productLineId)
  const rows = await loadFunctionRows(ctx.db, { productLineId, functionKey, at, countLimit: DUTY_COUNT_LIMIT })
  return {
    at,
    dutyManager: frame.dutyManager,
    lines: frame.lines.map((line) => ({
      ...line,
      functions: frame.functions.flatMap((key) => {
        const mine = rows.filter((row) => row.line_id === line.id && row.function_key === key)
        return mine.length === 0 ? [] : [{ key, people: asReadBy(reader, whoIsOnDuty(mine, at)) }]
      }),
    })),
  }
}
