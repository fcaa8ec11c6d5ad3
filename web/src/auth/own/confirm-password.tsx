import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

type Props = {
  readonly name: string
  readonly submit: string
  readonly danger?: boolean
  readonly run: (password: string) => Promise<unknown>
  readonly onCancel: () => void
}

/** Whoever changes how somebody signs in says their password again: an open screen alone is not enough. */
export function ConfirmPassword({ name, submit, danger = false, run, onCancel }: Props) {
  const { t } = useTranslation('security')
  const save = useMutation({ mutationFn: ({ password }: { password: string }) => run(password) })
  return (
    <Form
      name={name}
      layout="vertical"
      requiredMark={false}
      className="own__form"
      onFinish={(fields: { password: string }) => save.mutate(fields)}
    >
      <ProblemAlert error={save.error} />
      <Form.Item name="password" label={t('confirm')} rules={[{ required: true, message: t('confirmNeeded') }]}>
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
      <div className="own__acts">
        <Button type="primary" danger={danger} htmlType="submit" loading={save.isPending}>
          {submit}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
