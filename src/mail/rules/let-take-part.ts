import { refuse } from '#kernel/decision'
import type { PersonOnMail } from './people-on-mail.ts'

export type LettingFacts = {
  /** The ticket is our own matter: nobody from outside takes part. */
  readonly isInternal: boolean
  /** They want its words taken as the person's too. */
  readonly takeWords: boolean
}

/** Whether a person of ours may let somebody take part whom a mail names. Null: they may. */
export function mayTakePart(person: PersonOnMail, { isInternal, takeWords }: LettingFacts): ReturnType<typeof refuse> | null {
  const { address, standing, wrote } = person
  if (isInternal) return refuse('internal-stays-inside', { address })
  if (standing === 'other_account') return refuse('person-of-other-account', { address })
  if (standing === 'of_partner') return refuse('person-of-partner', { address })
  if (standing === 'let_go') return refuse('person-let-go', { address })
  if (takeWords && !wrote) return refuse('words-not-theirs', { address })
  return null
}
