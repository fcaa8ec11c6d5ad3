import { type MailSignIn, type MailTrouble, TokenRefused } from '../port.ts'

export type MailFailure = { readonly trouble: MailTrouble; readonly detail: string }

// OpenSSL's and Node's names for a certificate or a handshake that is not to be trusted.
const TLS_CODE =
  /^(CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|EPROTO|ETLS|ESTARTTLS)/
const TLS_WORDS = /certificate|self[- ]signed|altnames|wrong version number|ssl routines|tls/i
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EPIPE',
  'ECONNABORTED',
  'ECONNECTION',
  'ESOCKET',
])

/** What a failed conversation with a mail server means, from the codes of Node and of the mail libraries; whom to tell what, not how to go on. */
export function describeFailure(error: unknown): MailFailure {
  const fault = error as { code?: string; originalCode?: string; message?: string; responseText?: string; response?: unknown } | null
  const said = [fault?.responseText, fault?.response, fault?.message].find((one): one is string => typeof one === 'string' && one !== '')
  const detail = (said ?? String(error)).replace(/\s+/g, ' ').slice(0, 300)
  return { trouble: troubleOf(error, detail), detail }
}

/** A server that takes no password says nothing about the provider's sign-in, which was good: it is the account that it does not let in. */
export function troubleWith(signIn: MailSignIn, trouble: MailTrouble): MailTrouble {
  return trouble === 'auth_refused' && 'accessToken' in signIn ? 'account_refused' : trouble
}

function troubleOf(error: unknown, detail: string): MailTrouble {
  if (error instanceof TokenRefused) return error.trouble
  const { code, originalCode, cause } = (error ?? {}) as { code?: string; originalCode?: string; cause?: unknown }
  if (cause instanceof TokenRefused) return cause.trouble
  const { command, responseCode, tlsFailed } = error as { command?: string; responseCode?: number; tlsFailed?: boolean }
  if ((command === 'STARTTLS' && responseCode) || (tlsFailed && /not support/i.test(detail))) return 'tls_missing'
  const codes = [code, originalCode, (cause as { code?: string } | undefined)?.code].filter((one) => typeof one === 'string')
  if (codes.includes('EAUTH') || (error as { authenticationFailed?: boolean }).authenticationFailed) return 'auth_refused'
  if (codes.some((one) => one === 'ENOTFOUND' || one === 'EAI_AGAIN' || one === 'EDNS')) return 'name_not_found'
  if (codes.some((one) => TLS_CODE.test(one))) return 'tls_wrong'
  if (codes.some((one) => /TIMEOUT|TIMEDOUT/i.test(one))) return 'no_answer'
  if (codes.includes('ESOCKET') && TLS_WORDS.test(detail)) return 'tls_wrong'
  if (codes.some((one) => AWAY.has(one))) return 'unreachable'
  return 'server_refused'
}
