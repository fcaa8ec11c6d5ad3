import { cleanLine } from './clean-text.ts'
import { cleanAddress } from './parse-addresses.ts'
import type { Bounce } from './understood-mail.ts'

type Recipient = Bounce['recipients'][number]
const MAX_RECIPIENTS = 200
const MAX_DIAGNOSTIC = 500

/** The recipients of a `message/delivery-status` part (RFC 3464): blocks of fields between empty lines, the first about the whole mail. */
export function readDeliveryReport(report: string): readonly Recipient[] {
  const recipients: Recipient[] = []
  for (const block of report.split(/\n[ \t]*\n/)) {
    const recipient = recipients.length < MAX_RECIPIENTS ? readBlock(fieldsOf(block)) : null
    if (recipient !== null) recipients.push(recipient)
  }
  return recipients
}

function fieldsOf(block: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  let name = ''
  for (const line of block.split('\n')) {
    const field = /^([!-9;-~]{1,60}):[ \t]*(.*)$/.exec(line)
    if (field) {
      name = field[1]!.toLowerCase()
      if (!fields.has(name)) fields.set(name, field[2]!.slice(0, 2_000))
    } else if (/^[ \t]/.test(line) && name !== '') {
      const before = fields.get(name) ?? ''
      if (before.length < 2_000) fields.set(name, `${before} ${line.trim()}`)
    }
  }
  return fields
}

function readBlock(fields: ReadonlyMap<string, string>): Recipient | null {
  const named = typed(fields.get('original-recipient')) ?? typed(fields.get('final-recipient'))
  const address = named === null ? null : cleanAddress(named)
  if (address === null) return null
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(fields.get('status') ?? '')?.[1] ?? null
  const action = /^[a-z]+/i.exec(fields.get('action') ?? '')?.[0].toLowerCase() ?? ''
  const diagnostic = typed(fields.get('diagnostic-code'))
  return {
    address,
    permanence: permanenceOf(action, status),
    status,
    diagnostic: diagnostic === null ? null : cleanLine(diagnostic, MAX_DIAGNOSTIC),
  }
}

// `rfc822; a@b.example`, `smtp; 550 …`: the type in front says nothing more.
function typed(value: string | undefined): string | null {
  if (value === undefined) return null
  const text = value.replace(/^[a-z0-9-]{1,20}\s*;\s*/i, '').trim()
  return text === '' ? null : text
}

function permanenceOf(action: string, status: string | null): Recipient['permanence'] {
  if (action === 'delivered' || action === 'relayed' || action === 'expanded') return 'delivered'
  if (action === 'delayed') return 'temporary'
  if (status !== null) return status[0] === '5' ? 'permanent' : status[0] === '4' ? 'temporary' : 'delivered'
  return action === 'failed' ? 'permanent' : 'unknown'
}
