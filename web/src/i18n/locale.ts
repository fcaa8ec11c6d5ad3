import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Locale } from '#kernel/actor'
import { loadNeeded } from './more-words.ts'

const KEY = 'muster.locale'
/** Set while a choice made at the door has not reached the person it was made by. */
const AT_THE_DOOR = 'muster.locale.at-the-door'
type Words = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const words: Readonly<Record<Locale, () => Promise<{ default: Words }>>> = {
  'zh-CN': () => import('./words-zh-cn.ts'),
  en: () => import('./words-en.ts'),
}

/** The language somebody chose in this browser; null when nobody did. */
export function chosenLocale(): Locale | null {
  const kept = localStorage.getItem(KEY)
  return kept === 'zh-CN' || kept === 'en' ? kept : null
}

/** The reader's language: chosen here before, else the browser's, else Chinese. */
function preferredLocale(): Locale {
  return chosenLocale() ?? (navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN')
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

/** The reader's choice, kept in this browser. */
export async function chooseLocale(locale: Locale): Promise<void> {
  localStorage.setItem(KEY, locale)
  await speak(locale)
}

/** A choice made before anybody is signed in: kept with whoever signs in next here. */
export async function chooseLocaleAtTheDoor(locale: Locale): Promise<void> {
  localStorage.setItem(AT_THE_DOOR, '1')
  await chooseLocale(locale)
}

/** The language chosen at the door, told once; null when none was. */
export function takeChoiceAtTheDoor(): Locale | null {
  if (localStorage.getItem(AT_THE_DOOR) === null) return null
  localStorage.removeItem(AT_THE_DOOR)
  return chosenLocale()
}

/** Changes the language of the whole app at once; the words are loaded first, so nothing flashes. */
export async function speak(locale: Locale): Promise<void> {
  if (locale === presentLocale()) return
  const [loaded] = await Promise.all([words[locale](), loadNeeded(locale)])
  for (const [namespace, bundle] of Object.entries(loaded.default)) i18next.addResourceBundle(locale, namespace, bundle)
  await i18next.changeLanguage(locale)
  mark(locale)
}

export function presentLocale(): Locale {
  return i18next.language === 'en' ? 'en' : 'zh-CN'
}

function mark(locale: Locale): void {
  document.documentElement.lang = locale
}
