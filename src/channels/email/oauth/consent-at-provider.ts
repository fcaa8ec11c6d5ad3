import { createHash } from 'node:crypto'
import { instant } from '#kernel/instant'
import type { ConsentPort } from '#mail/rules/consent'
import { keptToken } from '#mail/rules/kept-token'
import { TokenRefused } from '../../port.ts'
import { askToken } from './ask-token.ts'
import { mailProvider } from './mail-providers.ts'

/** Sends a person to the provider, and makes tokens of the code they bring back. */
export function consentAtProvider({ microsoftLogin }: { readonly microsoftLogin: string }): ConsentPort {
  return {
    address({ way, secrets, state, verifier, returnTo, address }) {
      const { authorize, clientId, scope, consent } = mailProvider(way, secrets, microsoftLogin)
      const url = new URL(authorize)
      const asked = {
        ...{ client_id: clientId, response_type: 'code', redirect_uri: returnTo, scope, state, login_hint: address, ...consent },
        ...{ code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' },
      }
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
      return url.href
    },
    async redeem({ way, secrets, code, verifier, returnTo }) {
      try {
        const answer = await askToken(mailProvider(way, secrets, microsoftLogin), { kind: 'authorization_code', code, verifier, returnTo })
        const kept = keptToken(answer.accessToken, answer.lifeMs, instant(Date.now()))
        if (answer.refreshToken === null) return { ok: false, why: 'not-lasting', detail: 'no refresh_token in the answer' }
        return { ok: true, refreshToken: answer.refreshToken, kept }
      } catch (error) {
        if (!(error instanceof TokenRefused)) throw error
        const isAway = !['sign_in_again', 'app_refused', 'server_refused'].includes(error.trouble)
        return { ok: false, why: isAway ? 'away' : 'refused', detail: error.message }
      }
    },
  }
}
