import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../api/me.ts'
import { onSignedOut } from '../api/query-client.ts'
import { useLive } from '../live/use-live.ts'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { Mark } from '../shell/mark.tsx'
import { useMyLanguage } from '../shell/use-my-language.ts'
import { OfflineBar } from '../ui/offline-bar.tsx'
import { Initial } from '../ui/owner-chip.tsx'
import './portal.css'
import './fields.css'

/** The frame around a customer's pages: one thin bar, one column. */
export function PortalShell() {
  const { t } = useTranslation('portal')
  const me = useMe()
  useLive()
  useMyLanguage()
  useReturnToSignIn()
  return (
    <div className="portal">
      <a className="skip-link" href="#page">
        {t('shell:skip')}
      </a>
      <header className="portal__bar">
        <Link to="/portal" className="portal__home">
          <span className="portal__mark">
            <Mark />
          </span>
          <span className="portal__company">{me?.account?.name ?? t('bar.partner')}</span>
          <span className="for-readers">{t('bar.home')}</span>
        </Link>
        <nav className="portal__nav" aria-label={t('bar.label')}>
          <LanguageSwitch />
          <Link to="/portal/profile" className="icon-button" aria-label={t('bar.profile')}>
            <Initial name={me?.name ?? ''} />
          </Link>
        </nav>
      </header>
      <OfflineBar />
      <main id="page" className="portal__page" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}

/** A session that ended elsewhere leads back to the door, and from there to this very page. */
function useReturnToSignIn(): void {
  const navigate = useNavigate()
  const href = useRouterState({ select: (state) => state.location.publicHref })
  useEffect(() => onSignedOut(() => void navigate({ to: '/sign-in', search: { next: href } })), [navigate, href])
}
