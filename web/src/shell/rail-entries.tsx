import type { ReactNode } from 'react'
import type { Me } from '../api/me.ts'

/** One place of the rail. `icon` is the inside of a 24×24 stroke drawing. */
export type RailEntry = {
  readonly to: string
  readonly word: string
  readonly icon: ReactNode
  readonly exact?: boolean
  readonly when?: (me: Me) => boolean
}

/** Only what exists, in the order people need it. */
export const railEntries: readonly RailEntry[] = [
  { to: '/', word: 'frontLine', exact: true, icon: <path d="M3 6h18M3 12h12M3 18h7M18.5 14.5l3 3-3 3" /> },
  { to: '/desk', word: 'desk', icon: <path d="M4 5h16v11H4zM8 20h8M12 16v4M8 9h8M8 12h5" /> },
  {
    to: '/tickets',
    word: 'tickets',
    icon: <path d="M3 8a2 2 0 002-2h14a2 2 0 002 2v2a2 2 0 000 4v2a2 2 0 00-2 2H5a2 2 0 00-2-2v-2a2 2 0 000-4zM13 8v8" />,
  },
  { to: '/accounts', word: 'accounts', icon: <path d="M4 20V6l8-3 8 3v14M4 20h16M9 10h1M14 10h1M9 14h1M14 14h1M10.5 20v-2.5h3V20" /> },
  { to: '/reports', word: 'reports', icon: <path d="M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6" /> },
  {
    to: '/admin',
    word: 'admin',
    icon: <path d="M5 6h8M17 6h2M5 12h2M11 12h8M5 18h10M19 18h0M15 4v4M9 10v4M17 16v4" />,
    when: (me) => me.role === 'administrator' || me.role === 'lead',
  },
]
