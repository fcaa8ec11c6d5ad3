import { asciiDomain } from './ascii-domain.ts'
import type { MailHeader } from './mail-header.ts'
import type { Authentication, MailVerdict } from './understood-mail.ts'

const NOTHING: Authentication = { spf: null, dkim: null, dmarc: null }

/** Whom we take a mail to be from; `isClear` false: another server may read its From as another address than we do. */
export type ReadSender = { readonly domain: string | null; readonly isClear: boolean }

/**
 * What our own receiving server found (RFC 8601). Only the topmost Authentication-Results counts, and only when it carries the name
 * that was configured: anybody can write such a field further down. A verdict on another sender than the one we read is none of his: he
 * counts as disowned.
 */
export function readAuthentication(headers: readonly MailHeader[], trustedServer: string | null, sender: ReadSender): Authentication {
  const topmost = headers.find((header) => header.name === 'authentication-results')
  if (trustedServer === null || topmost === undefined) return NOTHING
  const [server = '', ...results] = resultsIn(topmost.value.slice(0, 8_000))
  // A version may stand behind the name: `mx.example 1`.
  if (server.trim().split(/\s+/)[0]?.toLowerCase() !== trustedServer.toLowerCase()) return NOTHING
  return { spf: verdictOf(results, 'spf'), dkim: verdictOf(results, 'dkim'), dmarc: dmarcOf(results, sender) }
}

/** One that fails, or passes for another sender, is a failure whatever others say. */
function dmarcOf(results: readonly string[], sender: ReadSender): MailVerdict | null {
  const verdicts = results.flatMap((result) => {
    const verdict = verdictOf([result], 'dmarc')
    if (verdict === null) return []
    // Without a sender there is nobody to be taken for somebody else.
    const isTheirs = isAbout(judgedDomain(result), sender) || (sender.domain === null && verdict !== 'pass')
    return [isTheirs ? verdict : 'fail']
  })
  return (['fail', 'pass', 'error', 'none'] as const).find((one) => verdicts.includes(one)) ?? null
}

/** The domain of the From that the server judged; null: it does not say. */
function judgedDomain(result: string): string | null {
  const named = /\bheader\.from\s*=\s*"?(?:[^\s"@;]*@)?([^\s"@;]+)/i.exec(result)?.[1]
  return named === undefined ? null : asciiDomain(named)
}

function isAbout(judged: string | null, { domain, isClear }: ReadSender): boolean {
  if (domain === null) return false
  return judged === null ? isClear : domain === judged || domain.endsWith(`.${judged}`)
}

/** The results one by one, without comments. What stands in quotes is a value, whatever it looks like: a sender chooses it. */
function resultsIn(text: string): string[] {
  const results = ['']
  let depth = 0
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    if (char === '\\' && (isQuoted || depth > 0)) at += 1
    else if (char === '"' && depth === 0) isQuoted = !isQuoted
    else if (isQuoted) results[results.length - 1] += /[\w.@-]/.test(char) ? char : '_'
    else if (char === '(') depth += 1
    else if (char === ')') depth = Math.max(0, depth - 1)
    else if (depth > 0) continue
    else if (char === ';') results.push('')
    else results[results.length - 1] += char
  }
  return results
}

// Several signatures: one that holds is enough.
function verdictOf(results: readonly string[], method: string): MailVerdict | null {
  const words = results.flatMap((result) => {
    const match = /^\s*([a-z0-9-]+)(?:\/\d+)?\s*=\s*([a-z]+)/i.exec(result)
    return match?.[1]?.toLowerCase() === method ? [match[2]!.toLowerCase()] : []
  })
  if (words.length === 0) return null
  if (words.includes('pass')) return 'pass'
  if (words.some((word) => ['fail', 'softfail', 'hardfail', 'policy'].includes(word))) return 'fail'
  return words.some((word) => ['temperror', 'permerror'].includes(word)) ? 'error' : 'none'
}
