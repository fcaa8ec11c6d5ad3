import { Form, Input, InputNumber, Select, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MailboxFields } from './mailbox-fields.ts'

type Way = 'receive' | 'send'
type Props = { readonly way: Way; readonly auth: MailboxFields['sendAuth']; readonly secretsSet: readonly string[] }

/** How one way reaches its server and signs in there. */
export function ServerFields({ way, auth, secretsSet }: Props) {
  const { t } = useTranslation('admin')
  const needed = [{ required: true, whitespace: true, message: t('needed') }]
  const auths = ['password', 'microsoft', 'google', 'microsoft_app', ...(way === 'send' ? ['none'] : [])]
  const choice = (values: readonly string[], words: string) => values.map((value) => ({ value, label: t(`${words}.${value}`) }))
  return (
    <>
      <div className="pair">
        <Form.Item name={`${way}Host`} label={t('mailboxes.host')} rules={needed}>
          <Input maxLength={253} placeholder={way === 'receive' ? 'imap.exmail.qq.com' : 'smtp.exmail.qq.com'} />
        </Form.Item>
        <Form.Item name={`${way}Port`} label={t('mailboxes.port')} rules={[{ required: true, message: t('needed') }]}>
          <InputNumber min={1} max={65_535} precision={0} />
        </Form.Item>
        <Form.Item name={`${way}Security`} required label={t('mailboxes.security')}>
          <Select aria-label={t('mailboxes.security')} options={choice(['tls', 'starttls', 'none'], 'mailboxes.securities')} />
        </Form.Item>
        <Form.Item name={`${way}Auth`} required label={t('mailboxes.auth')}>
          <Select aria-label={t('mailboxes.auth')} options={choice(auths, 'mailboxes.auths')} />
        </Form.Item>
        {auth === 'none' ? null : (
          <Form.Item name={`${way}User`} label={t('mailboxes.user')} rules={needed}>
            <Input maxLength={254} autoComplete="off" />
          </Form.Item>
        )}
        {auth === 'password' ? (
          <SecretField name={`${way}Password`} word={t('mailboxes.password')} hint={t('mailboxes.passwordHint')} secretsSet={secretsSet} />
        ) : null}
      </div>
      <Form.Item name={`${way}Ca`} label={t('mailboxes.ca')} extra={t('mailboxes.caHint')}>
        <Input.TextArea rows={1} maxLength={60_000} />
      </Form.Item>
    </>
  )
}

type SecretProps = {
  readonly name: string
  readonly word: string
  readonly hint?: string
  readonly secretsSet: readonly string[]
  readonly long?: boolean
  /** It cannot be done without; whether it is there, the server says. */
  readonly needed?: boolean
}

/** Written, never shown: whether there is one is said, and left empty it stays. */
export function SecretField({ name, word, hint, secretsSet, long = false, needed = false }: SecretProps) {
  const { t } = useTranslation('admin')
  const placeholder = secretsSet.includes(name) ? t('mailboxes.kept') : ''
  return (
    <Form.Item name={name} label={word} required={needed} {...(hint ? { extra: hint } : {})}>
      {long ? (
        <Input.TextArea rows={2} maxLength={20_000} placeholder={placeholder} />
      ) : (
        <Input.Password maxLength={8_000} autoComplete="new-password" placeholder={placeholder} />
      )}
    </Form.Item>
  )
}

type ApplicationProps = {
  /** Which of them the ways of signing in cannot do without. */
  readonly needed: readonly string[]
  readonly isConsented: boolean
  readonly secretsSet: readonly string[]
  readonly returnsTo: string
}

/** As which application we ask the provider; where a person consents, to which page of ours it sends them back. */
export function ApplicationFields({ needed, isConsented, secretsSet, returnsTo }: ApplicationProps) {
  const { t } = useTranslation('admin')
  const hint = t('mailboxes.refreshTokenHint')
  return (
    <>
      <p className="edit-dialog__part">{t('mailboxes.application')}</p>
      {isConsented ? (
        <p className="application-teach">
          {t('mailboxes.applicationTeach')}
          <Typography.Text code copyable={{ text: returnsTo, tooltips: false }}>
            {returnsTo}
          </Typography.Text>
        </p>
      ) : null}
      <div className="pair">
        {(['clientId', 'clientSecret', 'tenant'] as const).map((one) => (
          <SecretField key={one} name={one} word={t(`mailboxes.secret.${one}`)} secretsSet={secretsSet} needed={needed.includes(one)} />
        ))}
        {isConsented ? (
          <SecretField name="refreshToken" word={t('mailboxes.secret.refreshToken')} hint={hint} secretsSet={secretsSet} />
        ) : null}
      </div>
    </>
  )
}
