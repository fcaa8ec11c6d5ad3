import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** Any constant of ours; every process that sweeps this database asks for the same. */
const TURN = 7_402_118

/** Takes the turn to sweep until the transaction ends; false while another worker has it. */
export async function takeSweepTurn(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(${TURN}) as taken`.execute(tx)
  return rows[0]?.taken === true
}
