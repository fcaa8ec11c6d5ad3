import { setTimeout as pause } from 'node:timers/promises'
import { type Instant, instant } from '#kernel/instant'
import { isGood, type KeptToken, keptToken, type TokenShelf } from '#mail/rules/kept-token'
import { type AccessToken, TokenRefused } from '../../port.ts'
import { askToken, requireSafeEndpoint, type TokenEndpoint } from './ask-token.ts'

export type TokenSourceOptions = TokenEndpoint & {
  readonly by: 'refresh_token' | 'client_credentials'
  readonly shelf: TokenShelf
}

/** How often we look whether another process has brought the token, and how long in all. */
const LOOK_MS = 100
const WAIT_MS = 30_000

/** Access tokens for a mailbox: one request to the provider at a time, however many ask, in however many processes. */
export function openAccessToken(options: TokenSourceOptions): AccessToken {
  requireSafeEndpoint(options.endpoint)
  const { shelf, by } = options
  let held: KeptToken | null = null
  let asking: Promise<KeptToken> | null = null
  /** Given by the provider and not stored: the refresh token before it may be of no more use. */
  let unstored: { readonly was: string | null; readonly now: Parameters<TokenShelf['keep']>[1] } | null = null

  async function store(was: string | null, renewed: Parameters<TokenShelf['keep']>[1]): Promise<KeptToken> {
    unstored = { was, now: renewed }
    await shelf.keep(was, renewed)
    unstored = null
    return renewed.kept
  }

  async function askFor(refreshToken: string | null): Promise<KeptToken> {
    if (unstored && unstored.was === refreshToken) return store(refreshToken, unstored.now)
    if (by === 'client_credentials') {
      const answer = await askToken(options, { kind: by })
      return store(refreshToken, { refreshToken: null, kept: keptToken(answer.accessToken, answer.lifeMs, now()) })
    }
    if (refreshToken === null) throw new TokenRefused('sign_in_again', 'nobody has signed in to this mailbox at its provider yet')
    const answer = await askToken(options, { kind: by, refreshToken })
    return store(refreshToken, { refreshToken: answer.refreshToken, kept: keptToken(answer.accessToken, answer.lifeMs, now()) })
  }

  async function renew(refused: string | undefined): Promise<KeptToken> {
    for (const giveUpAt = now() + WAIT_MS; now() < giveUpAt; await pause(LOOK_MS)) {
      const turn = await shelf.take(refused)
      if (turn.kind === 'good') return turn.kept
      if (turn.kind === 'busy') continue
      try {
        return await askFor(turn.refreshToken)
      } catch (error) {
        if (!(error instanceof TokenRefused)) throw error
        await shelf.giveUp({ trouble: error.trouble, detail: error.message })
        throw error
      }
    }
    throw new TokenRefused('no_answer', 'another process asks the provider, and was not answered')
  }

  return async (refused) => {
    if (isGood(held, refused, now())) return held.token
    asking ??= renew(refused).finally(() => {
      asking = null
    })
    held = await asking
    return held.token
  }
}

function now(): Instant {
  return instant(Date.now())
}
