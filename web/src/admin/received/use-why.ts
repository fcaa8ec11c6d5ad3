import { useTranslation } from 'react-i18next'

/** Why a mail is where it is, in words; a code that has none yet shows as it is. */
export function useWhy(): (code: string) => string {
  const { t, i18n } = useTranslation('admin')
  return (code) => (i18n.exists(`admin:received.why.${code}`) ? t(`received.why.${code}`) : code)
}
