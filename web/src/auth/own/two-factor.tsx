import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/me.ts'
import { BackupCodes } from './backup-codes.tsx'
import { ConfirmPassword } from './confirm-password.tsx'
import { beginTwoFactor, endTwoFactor, replaceBackupCodes, type TwoFactorSetup } from './own-api.ts'
import { OwnSection } from './own-section.tsx'
import { SetUpCode } from './set-up-code.tsx'

type Step =
  | { readonly at: 'rest' | 'begin' | 'end' | 'replace' }
  | { readonly at: 'scan'; readonly setup: TwoFactorSetup }
  | { readonly at: 'codes'; readonly codes: readonly string[] }
const REST: Step = { at: 'rest' }

/** The second factor: on by password and a first code, off by password; the backup codes are shown once. */
export function TwoFactor() {
  const { t } = useTranslation('security')
  const me = useMe()
  const [step, setStep] = useState<Step>(REST)
  if (!me) return null
  const rest = () => setStep(REST)
  return (
    <OwnSection
      title={t('twoFactor.title')}
      teach={t('twoFactor.teach')}
      state={
        <span className={`own__state${me.twoFactor ? ' own__state--on' : ''}`}>{t(me.twoFactor ? 'twoFactor.on' : 'twoFactor.off')}</span>
      }
    >
      {step.at === 'rest' ? <Acts on={me.twoFactor} able={me.hasPassword} onStep={(at) => setStep({ at })} /> : null}
      {step.at === 'begin' ? (
        <ConfirmPassword
          name="two-factor-begin"
          submit={t('continue')}
          run={async (password) => setStep({ at: 'scan', setup: await beginTwoFactor(password) })}
          onCancel={rest}
        />
      ) : null}
      {step.at === 'scan' ? (
        <SetUpCode totpURI={step.setup.totpURI} onDone={() => setStep({ at: 'codes', codes: step.setup.backupCodes })} onCancel={rest} />
      ) : null}
      {step.at === 'codes' ? <BackupCodes codes={step.codes} onKept={rest} /> : null}
      {step.at === 'replace' ? (
        <ConfirmPassword
          name="two-factor-replace"
          submit={t('twoFactor.replace')}
          run={async (password) => setStep({ at: 'codes', codes: await replaceBackupCodes(password) })}
          onCancel={rest}
        />
      ) : null}
      {step.at === 'end' ? (
        <ConfirmPassword
          name="two-factor-end"
          danger
          submit={t('twoFactor.end')}
          run={async (password) => {
            await endTwoFactor(password)
            rest()
          }}
          onCancel={rest}
        />
      ) : null}
    </OwnSection>
  )
}

function Acts({
  on,
  able,
  onStep,
}: {
  readonly on: boolean
  readonly able: boolean
  readonly onStep: (at: 'begin' | 'end' | 'replace') => void
}) {
  const { t } = useTranslation('security')
  if (!able && !on) return <p className="own__note">{t('twoFactor.passwordFirst')}</p>
  return (
    <div className="own__acts">
      {on ? (
        <>
          <Button onClick={() => onStep('replace')}>{t('twoFactor.replace')}</Button>
          <Button danger onClick={() => onStep('end')}>
            {t('twoFactor.end')}
          </Button>
        </>
      ) : (
        <Button type="primary" onClick={() => onStep('begin')}>
          {t('twoFactor.begin')}
        </Button>
      )}
    </div>
  )
}
