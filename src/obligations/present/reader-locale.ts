import type { Locale } from '#kernel/actor'

/** The language asked for by Accept-Language when it names one of ours, else the person's own. */
export function readerLocale(acceptLanguage: string | undefined, own: Locale): Locale {
  const first = acceptLanguage?.trim().toLowerCase() ?? ''
  if (first.startsWith('en')) return 'en'
  return first.startsWith('zh') ? 'zh-CN' : own
}
