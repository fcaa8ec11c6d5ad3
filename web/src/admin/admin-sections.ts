import type { ProductLineOut } from '#organization/contract'
import type { Me } from '../api/me.ts'

/** The sections in the order people set a workspace up. `lead`: also for those who lead a line. */
export const SECTIONS = [
  { to: '/admin/workspace', word: 'workspace', lead: false },
  { to: '/admin/staff', word: 'staff', lead: false },
  { to: '/admin/functions', word: 'functions', lead: false },
  { to: '/admin/lines', word: 'lines', lead: false },
  { to: '/admin/squads', word: 'squads', lead: true },
  { to: '/admin/rosters', word: 'rosters', lead: true },
  { to: '/admin/calendars', word: 'calendars', lead: false },
  { to: '/admin/policies', word: 'policies', lead: false },
  { to: '/admin/playbooks', word: 'playbooks', lead: false },
  { to: '/admin/partners', word: 'partners', lead: false },
  { to: '/admin/mailboxes', word: 'mailboxes', lead: false },
  { to: '/admin/received', word: 'received', lead: false },
  { to: '/admin/bouncing', word: 'bouncing', lead: false },
  { to: '/admin/keys', word: 'keys', lead: false },
] as const
export type Section = (typeof SECTIONS)[number]

/** What this person finds under administration; nothing when it is not theirs. The server decides again at every act. */
export function sectionsFor(me: Me | undefined, lines: readonly ProductLineOut[]): readonly Section[] {
  if (me?.abilities.includes('set up the workspace')) return SECTIONS
  const leads = lines.some((line) => line.abilities.includes('edit-squads') || line.abilities.includes('edit-rosters'))
  return leads ? SECTIONS.filter((section) => section.lead) : []
}
