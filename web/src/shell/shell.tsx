import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import { useTranslation } from 'react-i18next'
import { onSignedOut } from '../api/query-client.ts'
import { useLive } from '../live/use-live.ts'
import { OfflineBar } from '../ui/offline-bar.tsx'
import { Rail } from './rail.tsx'
import './shell.css'
import { TopBar } from './top-bar.tsx'
import { useMyLanguage } from './use-my-language.ts'

const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))
const KeyboardHelp = lazy(() => import('../ui/keyboard-help.tsx').then((module) => ({ default: module.KeyboardHelp })))

export function Shell() {
  const { t } = useTranslation('shell')
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  useLive()
  useMyLanguage()
  useReturnToSignIn()
  useKeys(
    () => setPalette(true),
    () => setHelp(true),
  )
  return (
    <div className="shell">
      <a className="skip-link" href="#page">
        {t('skip')}
      </a>
      <Rail />
      <div className="shell__main">
        <TopBar onSearch={() => setPalette(true)} onHelp={() => setHelp(true)} />
        <OfflineBar />
        <main id="page" className="shell__page" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Suspense fallback={null}>
        {palette ? <Palette onClose={() => setPalette(false)} onHelp={() => setHelp(true)} /> : null}
        {help ? <KeyboardHelp open onClose={() => setHelp(false)} /> : null}
      </Suspense>
    </div>
  )
}

function useKeys(openPalette: () => void, openHelp: () => void): void {
  const navigate = useNavigate()
  useHotkeys('mod+k', openPalette, { preventDefault: true, enableOnFormTags: true, enableOnContentEditable: true })
  useHotkeys('slash', openPalette, { preventDefault: true })
  useHotkeys('shift+slash', openHelp, { preventDefault: true })
  useHotkeys('g>f', () => void navigate({ to: '/' }))
  useHotkeys('g>d', () => void navigate({ to: '/desk' }))
  useHotkeys('g>t', () => void navigate({ to: '/tickets' }))
}

/** A session that ended elsewhere leads back to the door, and from there to this very page. */
function useReturnToSignIn(): void {
  const navigate = useNavigate()
  const href = useRouterState({ select: (state) => state.location.href })
  useEffect(() => onSignedOut(() => void navigate({ to: '/sign-in', search: { next: href } })), [navigate, href])
}
