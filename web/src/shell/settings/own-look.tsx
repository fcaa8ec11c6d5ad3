import { Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveLocale } from '../../api/me.ts'
import { OwnSection } from '../../auth/own/own-section.tsx'
import { chooseLocale, presentLocale } from '../../i18n/locale.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { chooseScheme, type SchemeChoice, useSchemeChoice } from '../../ui/scheme.ts'

/** Language (kept with the person, for what Muster writes to them) and light or dark (kept in this browser). */
export function OwnLook() {
  const { t } = useTranslation('settings')
  const scheme = useSchemeChoice()
  const [problem, setProblem] = useState<unknown>(null)
  // Its words are loaded first; until then the choice itself shows.
  const [coming, setComing] = useState<'zh-CN' | 'en' | null>(null)
  const speak = async (locale: 'zh-CN' | 'en') => {
    setComing(locale)
    setProblem(null)
    await chooseLocale(locale).finally(() => setComing(null))
    await saveLocale(locale).catch(setProblem)
  }
  return (
    <OwnSection title={t('look.title')}>
      <ProblemAlert error={problem} />
      <div className="settings__pair">
        <fieldset className="settings__choice">
          <legend>{t('look.language')}</legend>
          <Radio.Group
            name="language"
            optionType="button"
            value={coming ?? presentLocale()}
            onChange={(event) => void speak(event.target.value)}
          >
            <Radio value="zh-CN">
              <span lang="zh-CN">{t('look.zh')}</span>
            </Radio>
            <Radio value="en">
              <span lang="en">{t('look.en')}</span>
            </Radio>
          </Radio.Group>
          <p className="settings__hint">{t('look.languageHint')}</p>
        </fieldset>
        <fieldset className="settings__choice">
          <legend>{t('look.scheme')}</legend>
          <Radio.Group
            name="scheme"
            optionType="button"
            value={scheme}
            options={(['system', 'light', 'dark'] as const satisfies readonly SchemeChoice[]).map((value) => ({
              value,
              label: t(`look.word.${value}`),
            }))}
            onChange={(event) => chooseScheme(event.target.value)}
          />
          <p className="settings__hint">{t('look.schemeHint')}</p>
        </fieldset>
      </div>
    </OwnSection>
  )
}
