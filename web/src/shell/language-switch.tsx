import { useTranslation } from 'react-i18next'
import { saveLocale } from '../api/me.ts'
import { chooseLocale, chooseLocaleAtTheDoor, presentLocale } from '../i18n/locale.ts'

/** One tap to the other language. A signed-in person's choice is also kept with them, for what Muster writes to them. */
export function LanguageSwitch({ signedIn = true }: { readonly signedIn?: boolean }) {
  const { t } = useTranslation('shell')
  return (
    <button
      type="button"
      className="icon-button"
      lang={otherLocale()}
      title={t('language')}
      onClick={() => void (signedIn ? switchLanguage() : chooseLocaleAtTheDoor(otherLocale()))}
    >
      {t('otherLanguage')}
    </button>
  )
}

export async function switchLanguage(): Promise<void> {
  const other = otherLocale()
  await chooseLocale(other)
  // The screen has changed already; if it cannot be kept now, the next choice will.
  await saveLocale(other).catch(() => undefined)
}

const otherLocale = () => (presentLocale() === 'en' ? 'zh-CN' : 'en')
