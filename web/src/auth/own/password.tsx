import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MIN_PASSWORD } from '#auth/rules/password-length'
import { useMe } from '../../api/me.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { askForReset } from '../sign-in-api.ts'
import { changePassword } from './own-api.ts'
import { OwnSection } from './own-section.tsx'

/** A new password for the old one; whoever has none (or forgot it) sets one by a link in their mail. */
export function Password() {
  const { t } = useTranslation('security')
  const me = useMe()
  const [open, setOpen] = useState(false)
  const [done, setDone] = useState(false)
  const mail = useMutation({ mutationFn: () => askForReset(me?.email ?? '') })
  if (!me) return null
  return (
    <OwnSection title={t('password.title')} teach={t(me.hasPassword ? 'password.teach' : 'password.none')}>
      <ProblemAlert error={mail.error} />
      {done ? <Alert type="success" showIcon role="status" title={t('password.done')} /> : null}
      {mail.isSuccess ? <Alert type="success" showIcon role="status" title={t('password.mailed', { email: me.email })} /> : null}
      {open ? (
        <ChangePassword
          onDone={() => {
            setOpen(false)
            setDone(true)
          }}
          onCancel={() => setOpen(false)}
        />
      ) : (
        <div className="own__acts">
          {me.hasPassword ? (
            <Button
              onClick={() => {
                setDone(false)
                setOpen(true)
              }}
            >
              {t('password.change')}
            </Button>
          ) : null}
          {me.email && !mail.isSuccess ? (
            <Button type={me.hasPassword ? 'text' : 'default'} loading={mail.isPending} onClick={() => mail.mutate()}>
              {t(me.hasPassword ? 'password.forgot' : 'password.set')}
            </Button>
          ) : null}
        </div>
      )}
    </OwnSection>
  )
}

type Fields = { readonly current: string; readonly next: string }

function ChangePassword({ onDone, onCancel }: { readonly onDone: () => void; readonly onCancel: () => void }) {
  const { t } = useTranslation('security')
  const save = useMutation({ mutationFn: ({ current, next }: Fields) => changePassword(current, next), onSuccess: onDone })
  const length = t('sign-in:reset.length', { min: MIN_PASSWORD })
  return (
    <Form name="password" layout="vertical" requiredMark={false} className="own__form" onFinish={(fields: Fields) => save.mutate(fields)}>
      <ProblemAlert error={save.error} />
      <Form.Item name="current" label={t('confirm')} rules={[{ required: true, message: t('confirmNeeded') }]}>
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('sign-in:reset.label')}
        extra={length}
        rules={[
          { required: true, message: length },
          { min: MIN_PASSWORD, message: length },
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <div className="own__acts">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('password.change')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
