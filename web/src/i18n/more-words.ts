import i18next from 'i18next'
import type { Locale } from '#kernel/actor'

/** Namespaces that only some pages speak: loaded with the page, so that nobody waits for the words of a page they never open. */
export type MoreWords = 'accounts' | 'admin' | 'portal' | 'report' | 'reports' | 'security' | 'settings' | 'sign-in'

const files = import.meta.glob<Record<string, unknown>>(
  '../../locales/*/{accounts,admin,portal,report,reports,security,settings,sign-in}.json',
  {
    import: 'default',
  },
)
const needed = new Set<MoreWords>()

/** A page with its words: both on their way at once, and neither shown without the other. */
export function withWords<Page>(names: readonly MoreWords[], load: () => Promise<Page>): () => Promise<Page> {
  return async () => {
    for (const name of names) needed.add(name)
    const [page] = await Promise.all([load(), loadNeeded(i18next.language === 'en' ? 'en' : 'zh-CN')])
    return page
  }
}

/** Everything any page has needed so far, in this language. */
export async function loadNeeded(locale: Locale): Promise<void> {
  const missing = [...needed].filter((name) => !i18next.hasResourceBundle(locale, name))
  await Promise.all(
    missing.map(async (name) => {
      const words = await files[`../../locales/${locale}/${name}.json`]?.()
      if (words) i18next.addResourceBundle(locale, name, words)
    }),
  )
}
