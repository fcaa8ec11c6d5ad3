import { useEffect } from 'react'
import { saveLocale, useMe } from '../api/me.ts'
import { chosenLocale, speak } from '../i18n/locale.ts'

/**
 * One language for the screen and for what the server says: what was chosen in this browser is kept with the person; where
 * nothing was chosen, the screen speaks the person's.
 */
export function useMyLanguage(): void {
  const me = useMe()
  const theirs = me?.locale
  useEffect(() => {
    if (!theirs) return
    const chosen = chosenLocale()
    if (chosen === null) void speak(theirs)
    // Not kept now: it will be at the next choice, and the screen has it already.
    else if (chosen !== theirs) void saveLocale(chosen).catch(() => undefined)
  }, [theirs])
}
