import { ANALYTICS } from './analytics.ts'
import { ENGLISH } from './english.ts'
import { MARKETING } from './marketing.ts'
import { PEOPLE } from './people.ts'
import { SUPPLY } from './supply.ts'
import type { Trouble } from './trouble.ts'

/** Everything customers come with. */
export const TROUBLES: readonly Trouble[] = [...ANALYTICS, ...MARKETING, ...SUPPLY, ...PEOPLE, ...ENGLISH]
