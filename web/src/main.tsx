import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/base.css'
import './ui/controls.css'
import './ui/marks.css'
import { AppRoot } from './app-root.tsx'
import { startLocale } from './i18n/locale.ts'
import { installTokens } from './ui/tokens.ts'

// After an upgrade, a page opened before asks for parts that are gone: the new page has them. Drafts stay in this browser.
window.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('muster.renewed') ?? 0)
  if (performance.timeOrigin + performance.now() - last < 60_000) return
  sessionStorage.setItem('muster.renewed', String(performance.timeOrigin + performance.now()))
  window.location.reload()
})

installTokens()
await startLocale()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <AppRoot />
  </StrictMode>,
)
