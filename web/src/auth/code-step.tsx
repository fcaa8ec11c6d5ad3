import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { giveCode, type SignedIn } from './sign-in-api.ts'

type Props = { readonly onSignedIn: (how: SignedIn) => Promise<void>; readonly onAgain: () => void }
type Fields = { readonly code: string; readonly trust?: boolean }

export function CodeStep({ onSignedIn, onAgain }: Props) {
  const { t } = useTranslation('sign-in')
  const enter = useMutation({
    mutationFn: ({ code, trust }: Fields) => giveCode(code.replace(/\s/g, ''), trust ?? false),
    onSuccess: onSignedIn,
  })
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      size="large"
      name="code"
      onFinish={(fields: Fields) => (enter.isPending ? undefined : enter.mutate(fields))}
    >
      <p className="door__hint">{t('code.explain')}</p>
      <ProblemAlert error={enter.error} />
      <Form.Item
        name="code"
        label={t('code.label')}
        rules={[{ required: true, pattern: /^\s*\d{3}\s*\d{3}\s*$/, message: t('code.needed') }]}
      >
        <Input inputMode="numeric" autoComplete="one-time-code" autoFocus maxLength={9} />
      </Form.Item>
      <Form.Item name="trust" valuePropName="checked" noStyle>
        <Checkbox>{t('code.trust')}</Checkbox>
      </Form.Item>
      {/* Its name stays the same while the code is on its way; a second press sends nothing. */}
      <Button type="primary" htmlType="submit" block aria-busy={enter.isPending} className="door__enter">
        {t('enter')}
      </Button>
      <Button type="link" block onClick={onAgain}>
        {t('code.again')}
      </Button>
    </Form>
  )
}
