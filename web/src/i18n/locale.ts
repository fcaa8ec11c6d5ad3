import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Locale } from '#kernel/actor'

const KEY = 'muster.locale'
type Words = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const words: Readonly<Record<Locale, () => Promise<{ default: Words }>>> = {
  'zh-CN': () => import('./words-zh-cn.ts'),
  en: () => import('./words-en.ts'),
}

/** The reader's language: chosen here before, else the browser's, else Chinese. */
export function preferredLocale(): Locale {
  const kept = localStorage.getItem(KEY)
  if (kept === 'zh-CN' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}

export async function startLocale(): Promise<void> {
  const locale = preferredLocale()
  const loaded = await words[locale]()
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    defaultNS: 'ui',
    resources: { [locale]: loaded.default },
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  })
  mark(locale)
}

/** Changes the language of the whole app at once; the words are loaded first, so nothing flashes. */
export async function chooseLocale(locale: Locale): Promise<void> {
  const loaded = await words[locale]()
  for (const [namespace, bundle] of Object.entries(loaded.default)) i18next.addResourceBundle(locale, namespace, bundle)
  localStorage.setItem(KEY, locale)
  await i18next.changeLanguage(locale)
  mark(locale)
}

export function presentLocale(): Locale {
  return i18next.language === 'en' ? 'en' : 'zh-CN'
}

function mark(locale: Locale): void {
  document.documentElement.lang = locale
}
