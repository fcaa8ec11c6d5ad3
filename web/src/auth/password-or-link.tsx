import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { askForLink, askForReset, type SignedIn, signInByPassword } from './sign-in-api.ts'

type Props = { readonly onSignedIn: (how: SignedIn) => Promise<void> }
type Fields = { readonly email: string; readonly password?: string }

type Way = 'password' | 'link' | 'reset'

/** Two ways through the door with one address: the password, or a link by mail; and a link to set a new password. */
export function PasswordOrLink({ onSignedIn }: Props) {
  const { t } = useTranslation('sign-in')
  const [form] = Form.useForm<Fields>()
  const [way, setWay] = useState<Way>('password')
  const enter = useMutation({
    mutationFn: ({ email, password }: Fields) => signInByPassword(email, password ?? ''),
    onSuccess: (how) => onSignedIn(how),
  })
  const send = useMutation({ mutationFn: ({ email }: Fields) => (way === 'reset' ? askForReset(email) : askForLink(email)) })
  const submit = (fields: Fields) => {
    enter.reset()
    send.reset()
    if (way === 'password') enter.mutate(fields)
    else send.mutate(fields)
  }
  if (send.isSuccess) return <Sent way={way} email={form.getFieldValue('email')} onBack={() => send.reset()} />
  return (
    <Form form={form} layout="vertical" requiredMark={false} size="large" onFinish={submit} name="sign-in">
      <ProblemAlert error={enter.error ?? send.error} />
      <Form.Item
        name="email"
        label={t('email')}
        rules={[
          { required: true, message: t('emailNeeded') },
          { type: 'email', message: t('emailWrong') },
        ]}
      >
        <Input type="email" autoComplete="username" inputMode="email" autoFocus />
      </Form.Item>
      {way !== 'password' ? (
        <p className="door__hint">{t(`${way}.hint`)}</p>
      ) : (
        <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('passwordNeeded') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" block loading={enter.isPending || send.isPending}>
        {t(way === 'password' ? 'enter' : `${way}.send`)}
      </Button>
      <div className="door__others">
        <Button type="link" onClick={() => setWay(way === 'password' ? 'link' : 'password')}>
          {t(way === 'password' ? 'useLink' : 'usePassword')}
        </Button>
        {way === 'password' ? (
          <Button type="link" onClick={() => setWay('reset')}>
            {t('forgot')}
          </Button>
        ) : null}
      </div>
    </Form>
  )
}

function Sent({ way, email, onBack }: { readonly way: Way; readonly email: string; readonly onBack: () => void }) {
  const { t } = useTranslation('sign-in')
  return (
    <div className="door__sent">
      <Alert
        type="success"
        showIcon
        title={t('link.sentTitle')}
        description={t(way === 'reset' ? 'reset.sent' : 'link.sent', { email })}
        role="status"
      />
      <Button type="link" block onClick={onBack}>
        {t('link.other')}
      </Button>
    </div>
  )
}
