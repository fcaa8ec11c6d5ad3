import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/base.css'
import './ui/marks.css'
import { AppRoot } from './app-root.tsx'
import { startLocale } from './i18n/locale.ts'
import { installTokens } from './ui/tokens.ts'

installTokens()
await startLocale()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <AppRoot />
  </StrictMode>,
)
