import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, QRCode } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { finishTwoFactor } from './own-api.ts'
import './set-up-code.css'

type Props = { readonly totpURI: string; readonly onDone: () => void; readonly onCancel: () => void }

/** The authenticator app takes the picture, or the secret by hand; a first code shows that it did. */
export function SetUpCode({ totpURI, onDone, onCancel }: Props) {
  const { t } = useTranslation('security')
  const secret = new URL(totpURI).searchParams.get('secret') ?? ''
  const finish = useMutation({ mutationFn: ({ code }: { code: string }) => finishTwoFactor(code.replace(/\s/g, '')), onSuccess: onDone })
  return (
    <div className="own__scan">
      {/* Dark on white in either theme: that is what cameras read. */}
      <div className="own__picture">
        <QRCode
          aria-label={t('twoFactor.picture')}
          value={totpURI}
          size={176}
          color="#000000"
          bgColor="#ffffff"
          bordered={false}
          type="svg"
        />
      </div>
      <div className="own__scan-words">
        <ol className="own__steps">
          <li>{t('twoFactor.scan')}</li>
          <li>
            {t('twoFactor.orType')}
            <code className="own__secret">{secret.match(/.{1,4}/g)?.join(' ')}</code>
          </li>
          <li>{t('twoFactor.thenCode')}</li>
        </ol>
        <Form name="two-factor-code" layout="vertical" requiredMark={false} onFinish={(fields: { code: string }) => finish.mutate(fields)}>
          <ProblemAlert error={finish.error} />
          <Form.Item
            name="code"
            label={t('sign-in:code.label')}
            rules={[{ required: true, pattern: /^\s*\d{3}\s*\d{3}\s*$/, message: t('sign-in:code.needed') }]}
          >
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={9} className="own__code" />
          </Form.Item>
          <div className="own__acts">
            <Button type="primary" htmlType="submit" aria-busy={finish.isPending}>
              {t('twoFactor.begin')}
            </Button>
            <Button onClick={onCancel}>{t('cancel')}</Button>
          </div>
        </Form>
      </div>
    </div>
  )
}
