import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveLocale, useMe } from '../../api/me.ts'
import { SecurityParts } from '../../auth/own/security-parts.tsx'
import { signOut } from '../../auth/sign-in-api.ts'
import { chooseLocale, presentLocale } from '../../i18n/locale.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { chooseScheme, type SchemeChoice, useSchemeChoice } from '../../ui/scheme.ts'
import { Choices } from '../report/choices.tsx'
import './profile.css'

/** Who they are to us, their language and look, where they are signed in, and out. */
export function ProfilePage() {
  const { t } = useTranslation('portal')
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const scheme = useSchemeChoice()
  const [problem, setProblem] = useState<unknown>(null)
  // Its words are loaded first; until then the choice itself shows.
  const [coming, setComing] = useState<'zh-CN' | 'en' | null>(null)
  usePageTitle(t('profile.title'))
  const leave = async () => {
    try {
      await signOut()
      client.clear()
      await navigate({ to: '/sign-in' })
    } catch (fault) {
      setProblem(fault)
    }
  }
  const speak = async (locale: 'zh-CN' | 'en') => {
    setComing(locale)
    await chooseLocale(locale).finally(() => setComing(null))
    await saveLocale(locale).catch(setProblem)
  }
  if (!me) return null
  return (
    <div className="profile">
      <h1>{me.name}</h1>
      <dl className="review">
        {me.account ? (
          <div>
            <dt>{t('profile.company')}</dt>
            <dd>{me.account.name}</dd>
          </div>
        ) : null}
        <div>
          <dt>{t('profile.email')}</dt>
          <dd>{me.email}</dd>
        </div>
        {me.sees ? (
          <div>
            <dt>{t('profile.sees')}</dt>
            <dd>{t(`profile.seesWord.${me.sees}`)}</dd>
          </div>
        ) : null}
      </dl>
      <ProblemAlert error={problem} />
      <Choices
        legend={t('profile.language')}
        hint={t('profile.languageHint')}
        name="language"
        value={coming ?? presentLocale()}
        options={[
          { value: 'zh-CN', label: t('profile.zh') },
          { value: 'en', label: t('profile.en') },
        ]}
        onChange={(locale) => void speak(locale)}
      />
      <Choices<SchemeChoice>
        legend={t('profile.look')}
        name="look"
        value={scheme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`profile.lookWord.${value}`) }))}
        onChange={chooseScheme}
      />
      <SecurityParts />
      <button type="button" className="plain-act profile__leave" onClick={() => void leave()}>
        {t('profile.signOut')}
      </button>
    </div>
  )
}
