import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../api/me.ts'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { Mark } from '../shell/mark.tsx'
import { SchemeSwitch } from '../shell/scheme-switch.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { CodeStep } from './code-step.tsx'
import { LinkStep } from './link-step.tsx'
import { PasswordOrLink } from './password-or-link.tsx'
import { ResetStep } from './reset-step.tsx'
import type { SignedIn } from './sign-in-api.ts'
import './sign-in.css'

type Step = 'door' | 'link' | 'code' | 'reset'
const TITLES: Readonly<Record<Step, string>> = { door: 'title', link: 'link.title', code: 'code.title', reset: 'reset.title' }
const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { t } = useTranslation('sign-in')
  const { next = '/' } = route.useSearch()
  // A link may be opened in a tab that already stands at the door: only the part behind # changes then.
  const hash = useLocation({ select: (location) => location.hash })
  const given = new URLSearchParams(hash)
  const asked: Step = given.has('token') ? 'link' : given.has('reset') ? 'reset' : 'door'
  const [chosen, setChosen] = useState<{ readonly hash: string; readonly step: Step } | null>(null)
  const step = chosen?.hash === hash ? chosen.step : asked
  const setStep = (next: Step) => setChosen({ hash, step: next })
  const client = useQueryClient()
  const navigate = useNavigate()
  usePageTitle(t('title'))
  const proceed = async (signedIn: SignedIn) => {
    if (signedIn === 'second-factor') return setStep('code')
    await client.resetQueries({ queryKey: meQuery.queryKey })
    await navigate({ href: next, replace: true })
  }
  return (
    <main className="door">
      <section className="door__story" aria-hidden="true">
        <div className="door__field">
          <Converging />
        </div>
        <p className="door__claim">{t('claim')}</p>
        <p className="door__promise">{t('promise')}</p>
      </section>
      <section className="door__form">
        <div className="door__tools">
          <LanguageSwitch signedIn={false} />
          <SchemeSwitch />
        </div>
        <div className="door__box">
          <div className="door__name">
            <Mark />
            <span>{t('shell:product')}</span>
          </div>
          <h1>{t(TITLES[step])}</h1>
          {step === 'door' ? <PasswordOrLink onSignedIn={proceed} /> : null}
          {step === 'link' ? <LinkStep token={given.get('token') ?? ''} onSignedIn={proceed} onAgain={() => setStep('door')} /> : null}
          {step === 'reset' ? <ResetStep token={given.get('reset') ?? ''} onDone={() => setStep('door')} /> : null}
          {step === 'code' ? <CodeStep onSignedIn={proceed} onAgain={() => setStep('door')} /> : null}
        </div>
      </section>
    </main>
  )
}

/** Signals from everywhere, one point: the product in a picture. */
function Converging() {
  const lines = Array.from({ length: 28 }, (_, index) => {
    const angle = (index / 28) * Math.PI * 2 + 0.11
    const reach = 130 + ((index * 37) % 60)
    return { index, x: 200 + Math.cos(angle) * reach, y: 200 + Math.sin(angle) * reach, size: 1.6 + ((index * 13) % 5) * 0.5 }
  })
  return (
    <svg viewBox="0 0 400 400" aria-hidden="true" focusable="false">
      {lines.map(({ index, x, y, size }) => (
        <g key={index}>
          <path
            d={`M${x} ${y}L${200 + (x - 200) * 0.22} ${200 + (y - 200) * 0.22}`}
            stroke="currentColor"
            strokeOpacity={0.14 + (index % 4) * 0.08}
            strokeWidth="1.2"
          />
          <circle cx={x} cy={y} r={size} fill="currentColor" fillOpacity={0.5} />
        </g>
      ))}
      <circle cx="200" cy="200" r="26" fill="none" stroke="#58c4b4" strokeWidth="2" />
      <circle cx="200" cy="200" r="9" fill="#f6c667" />
    </svg>
  )
}
