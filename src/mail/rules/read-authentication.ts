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
  const [server = '', ...results] = withoutComments(topmost.value.slice(0, 8_000)).split(';')
  // A version may stand behind the name: `mx.example 1`.
  if (server.trim().split(/\s+/)[0]?.toLowerCase() !== trustedServer.toLowerCase()) return NOTHING
  const dmarc = verdictOf(results, 'dmarc')
  return {
    spf: verdictOf(results, 'spf'),
    dkim: verdictOf(results, 'dkim'),
    dmarc: dmarc === null || isAbout(judgedDomain(results), sender) ? dmarc : 'fail',
  }
}

/** The domain of the From that the server judged; null: it does not say. */
function judgedDomain(results: readonly string[]): string | null {
  const dmarc = results.find((result) => /^\s*dmarc\s*(?:\/\d+\s*)?=/i.test(result))
  const named = /\bheader\.from\s*=\s*"?(?:[^\s"@;]*@)?([^\s"@;]+)/i.exec(dmarc ?? '')?.[1]
  return named === undefined ? null : asciiDomain(named)
}

function isAbout(judged: string | null, { domain, isClear }: ReadSender): boolean {
  if (domain === null) return false
  return judged === null ? isClear : domain === judged || domain.endsWith(`.${judged}`)
}

function withoutComments(text: string): string {
  let depth = 0
  let kept = ''
  for (const char of text) {
    if (char === '(') depth += 1
    else if (char === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0) kept += char
  }
  return kept
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
