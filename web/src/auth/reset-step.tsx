import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { MIN_PASSWORD } from '#auth/rules/password-length'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { resetPassword } from './sign-in-api.ts'

export function ResetStep({ token, onDone }: { readonly token: string; readonly onDone: () => void }) {
  const { t } = useTranslation('sign-in')
  const save = useMutation({ mutationFn: ({ password }: { password: string }) => resetPassword(token, password) })
  if (save.isSuccess) {
    return (
      <>
        <Alert type="success" showIcon title={t('reset.done')} role="status" />
        <Button type="primary" size="large" block onClick={onDone}>
          {t('title')}
        </Button>
      </>
    )
  }
  return (
    <Form layout="vertical" requiredMark={false} size="large" name="reset" onFinish={(fields: { password: string }) => save.mutate(fields)}>
      <ProblemAlert error={save.error} />
      <Form.Item
        name="password"
        label={t('reset.label')}
        extra={t('reset.length', { min: MIN_PASSWORD })}
        rules={[{ required: true, min: MIN_PASSWORD, message: t('reset.length', { min: MIN_PASSWORD }) }]}
      >
        <Input.Password autoComplete="new-password" autoFocus />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={save.isPending}>
        {t('reset.save')}
      </Button>
    </Form>
  )
}
