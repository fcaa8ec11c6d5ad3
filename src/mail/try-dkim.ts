import type { CheckMailbox, DkimCheck, ResolveTxt } from './admin-ports.ts'
import { dkimName, dkimPublicKey, dkimRecord } from './dkim-record.ts'
import { dkimStanding } from './rules/dkim-standing.ts'

type Mailbox = Pick<Parameters<CheckMailbox>[0], 'send' | 'secrets'>

/** Whether receivers can verify what a mailbox signs. Null: it signs nothing. */
export async function tryDkim(resolveTxt: ResolveTxt, { send, secrets }: Mailbox): Promise<DkimCheck | null> {
  if (send.by !== 'smtp' || send.dkim === null) return null
  const record = dkimRecord(send, secrets)
  const name = dkimName(send.dkim)
  if (record === null) return { name, record, standing: 'key_unreadable', found: [] }
  try {
    const found = await resolveTxt(name)
    return { name, record, standing: dkimStanding(dkimPublicKey(secrets.dkimPrivateKey!)!, found), found }
  } catch {
    // Why DNS is silent is nothing a mailbox's settings can change.
    return { name, record, standing: 'no_answer', found: [] }
  }
}
