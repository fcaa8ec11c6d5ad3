import type { RefusedRecipient, SendOutcome } from '../../port.ts'
import { describeFailure } from '../describe-failure.ts'

type Refusal = {
  readonly recipient?: string | undefined
  readonly responseCode?: number | undefined
  readonly response?: string | undefined
}
/** As the SMTP library throws it: `command` is the step, CONN for the connection itself. */
type SmtpFailure = Refusal & { readonly command?: string; readonly code?: string; readonly rejectedErrors?: readonly Refusal[] }

export function refusedRecipients(from: { readonly rejectedErrors?: readonly Refusal[] | undefined }): RefusedRecipient[] {
  return (from.rejectedErrors ?? []).map(({ recipient, responseCode, response }) => ({
    address: recipient ?? '',
    code: responseCode ?? 0,
    response: response ?? '',
  }))
}

/** What a try that failed means for the mail. `isAllGiven`: every byte had been handed to the connection. */
export function outcomeOfFailure(error: unknown, isAllGiven: boolean): SendOutcome {
  const failure = error as SmtpFailure
  const { trouble, detail } = describeFailure(error)
  const refused = refusedRecipients(failure)
  const response = failure.response ?? detail
  const code = failure.responseCode ?? null
  const step = /^(MAIL FROM|RCPT TO|DATA)/.test(failure.command ?? '')
  const temporary = { kind: 'temporary', code, response, mayHaveBeenSent: false, refused } as const
  if (step && code !== null && code >= 400) {
    // Not the mail's fault: the server wants us to sign in or to encrypt first.
    if (code === 530 || code === 538) return { ...temporary, trouble: code === 538 ? 'tls_missing' : 'auth_refused' }
    // 503: the conversation went wrong, a new one may go right.
    if (code < 500 || code === 503) return { ...temporary, trouble: null }
    return { kind: 'permanent', code, response, refused }
  }
  // Larger than the server has said it takes; it was not even asked.
  if (step && failure.code === 'EMESSAGE' && code === null) return { kind: 'permanent', code: 552, response, refused }
  if (failure.command === 'API' && failure.code === 'EENVELOPE') return { kind: 'permanent', code: null, response, refused }
  return { ...temporary, mayHaveBeenSent: isAllGiven, trouble }
}
