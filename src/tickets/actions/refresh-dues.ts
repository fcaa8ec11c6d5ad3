import { obligationFrom } from '#obligations'
import type { Tx } from '#platform/db'
import { WriteSet } from '#platform/write-set'
import { earliestDue } from '../earliest-due.ts'
import { openObligationRecords } from '../store/open-obligations.ts'

/** The dues of these tickets moved without a command on them (a calendar was edited): what lists sort by is counted again. */
export async function refreshDues(tx: Tx, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return
  const open = (await openObligationRecords(tx, ticketIds)).map(obligationFrom)
  const rows = ticketIds.map((id) => ({ ticket_id: id, ...earliestDue(open.filter((one) => one.ticketId === id)) }))
  await new WriteSet().update('ticket_dues', ['ticket_id'], rows).execute(tx)
}
