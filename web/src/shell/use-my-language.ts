import { useEffect } from 'react'
import { saveLocale, useMe } from '../api/me.ts'
import { chosenLocale, speak, takeChoiceAtTheDoor } from '../i18n/locale.ts'

/**
 * The screen speaks what was chosen in this browser; where nothing was, the person's language. Only a choice somebody made is
 * kept with them: here the one made at the door, just before signing in. A browser that merely differs changes nobody.
 */
export function useMyLanguage(): void {
  const theirs = useMe()?.locale
  useEffect(() => {
    if (!theirs) return
    const atTheDoor = takeChoiceAtTheDoor()
    // Not kept now: it will be at the next choice, and the screen has it already.
    if (atTheDoor !== null) void saveLocale(atTheDoor).catch(() => undefined)
    else if (chosenLocale() === null) void speak(theirs)
  }, [theirs])
}
