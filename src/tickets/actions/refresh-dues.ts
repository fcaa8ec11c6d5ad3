import { obligationFrom } from '#obligations'
import type { Tx } from '#platform/db'
import { WriteSet } from '#platform/write-set'
import { owedColumns } from '../owed-columns.ts'
import { openObligationRecords } from '../store/open-obligations.ts'

/** The dues of these tickets moved without a command on them (a calendar was edited): what lists sort by is counted again. */
export async function refreshDues(tx: Tx, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return
  const open = (await openObligationRecords(tx, ticketIds)).map(obligationFrom)
  const rows = ticketIds.map((id) => ({ id, ...owedColumns(open.filter((one) => one.ticketId === id)) }))
  await new WriteSet().update('tickets', ['id'], rows).execute(tx)
}
