import { useSyncExternalStore } from 'react'
import type { Scheme } from './tokens.ts'

/** What the reader chose; `system` follows the machine. Kept in this browser. */
export type SchemeChoice = 'system' | Scheme
const KEY = 'muster.scheme'
const listeners = new Set<() => void>()
const systemDark = window.matchMedia('(prefers-color-scheme: dark)')

let choice: SchemeChoice = read()
apply()
systemDark.addEventListener('change', apply)

export function chooseScheme(next: SchemeChoice): void {
  choice = next
  localStorage.setItem(KEY, next)
  apply()
}

export function useSchemeChoice(): SchemeChoice {
  return useSyncExternalStore(subscribe, () => choice)
}

export function useScheme(): Scheme {
  return useSyncExternalStore(subscribe, present)
}

function present(): Scheme {
  if (choice !== 'system') return choice
  return systemDark.matches ? 'dark' : 'light'
}

function apply(): void {
  document.documentElement.dataset['theme'] = present()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function read(): SchemeChoice {
  const kept = localStorage.getItem(KEY)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}
