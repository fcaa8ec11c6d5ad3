import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** The tab's title: the page first, the product after. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation()
  const product = t('shell:product')
  useEffect(() => {
    document.title = t('shell:documentTitle', { title, product })
  }, [title, product, t])
}
