import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../api/me.ts'
import { Mark } from './mark.tsx'
import { railEntries } from './rail-entries.tsx'
import './rail.css'

export function Rail() {
  const { t } = useTranslation('shell')
  const me = useMe()
  const places = railEntries.filter((entry) => !entry.when || (me !== undefined && entry.when(me)))
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      <Link to="/" className="rail__mark" aria-label={t('product')}>
        <Mark />
      </Link>
      <ul className="rail__places">
        {places.map((entry) => (
          <li key={entry.to}>
            <Link
              to={entry.to}
              className="rail__place"
              activeOptions={{ exact: entry.exact ?? false, includeSearch: false }}
              activeProps={{ 'aria-current': 'page' }}
            >
              <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                {entry.icon}
              </svg>
              <span>{t(`rail.${entry.word}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
