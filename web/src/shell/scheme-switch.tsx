import { useTranslation } from 'react-i18next'
import { chooseScheme, useScheme } from '../ui/scheme.ts'

export function SchemeSwitch() {
  const { t } = useTranslation('shell')
  const scheme = useScheme()
  const other = scheme === 'dark' ? 'light' : 'dark'
  const word = t(`scheme.${other}`)
  return (
    <button type="button" className="icon-button scheme-switch" aria-label={word} title={word} onClick={() => chooseScheme(other)}>
      <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        {scheme === 'dark' ? (
          <path d="M10 6.2a3.8 3.8 0 100 7.6 3.8 3.8 0 000-7.6zM10 1.8v1.4M10 16.8v1.4M1.8 10h1.4M16.8 10h1.4M4.2 4.2l1 1M14.8 14.8l1 1M4.2 15.8l1-1M14.8 5.2l1-1" />
        ) : (
          <path d="M16.5 12.2A7 7 0 017.8 3.5a7 7 0 108.7 8.7z" />
        )}
      </svg>
    </button>
  )
}
