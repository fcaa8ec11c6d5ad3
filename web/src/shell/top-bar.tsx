import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Bell } from '../notifications/bell.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { MeMenu } from './me-menu.tsx'
import { OnDuty } from './on-duty.tsx'
import { SchemeSwitch } from './scheme-switch.tsx'
import './top-bar.css'

export function TopBar({ onSearch, onHelp }: { readonly onSearch: () => void; readonly onHelp: () => void }) {
  const { t } = useTranslation('shell')
  const apple = /mac|iphone|ipad/i.test(navigator.userAgent)
  return (
    <header className="top-bar">
      <button type="button" className="top-bar__search" onClick={onSearch}>
        <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
          <circle cx="9" cy="9" r="5.5" />
          <path d="M13.2 13.2L17 17" />
        </svg>
        <span>{t('search')}</span>
        <kbd>{apple ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <div className="top-bar__acts">
        <Link to="/report" className="top-bar__report">
          <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d="M10 4v12M4 10h12" />
          </svg>
          <span>{t('report')}</span>
        </Link>
        <OnDuty />
        <Bell />
        <LanguageSwitch />
        <SchemeSwitch />
        <MeMenu onHelp={onHelp} />
      </div>
    </header>
  )
}
