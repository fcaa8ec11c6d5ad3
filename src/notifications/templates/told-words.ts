import type { Locale } from '#kernel/actor'
// The sentences of the bell: what a person is told reads the same wherever they are told it.
import enNotifications from '../../../web/locales/en/notifications.json' with { type: 'json' }
import enVocabulary from '../../../web/locales/en/vocabulary.json' with { type: 'json' }
import zhNotifications from '../../../web/locales/zh-CN/notifications.json' with { type: 'json' }
import zhVocabulary from '../../../web/locales/zh-CN/vocabulary.json' with { type: 'json' }

type Words = Readonly<Record<string, string>>
const TOLD: Readonly<Record<Locale, { readonly told: Words; readonly obligations: Words }>> = {
  'zh-CN': { told: zhNotifications.told, obligations: zhVocabulary.obligation },
  en: { told: enNotifications.told, obligations: enVocabulary.obligation },
}

type Told = { readonly type: string; readonly reason: string; readonly data: Readonly<Record<string, unknown>> }

/** What a notification says, as the bell says it. */
export function toldWords({ type, reason, data }: Told, locale: Locale): string {
  const { told, obligations } = TOLD[locale]
  const key = type.replace('.', '/')
  const words = told[`${key}_${reason}`] ?? told[key] ?? told['other'] ?? ''
  const facts: Readonly<Record<string, unknown>> = { ...data, obligation: obligations[String(data['kind'])] ?? data['kind'] }
  return words.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(facts[name] ?? ''))
}
