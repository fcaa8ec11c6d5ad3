import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { EditDialog } from '../../admin/edit-dialog.tsx'
import { api } from '../../api/client.ts'
import type { Account, Contact } from '../accounts-queries.ts'

const ROLES = ['business_user', 'it', 'decision_maker', 'champion', 'coordinator', 'procurement', 'security', 'admin'] as const
const PRIVATE = ['email', 'phone', 'im'] as const
type Fields = {
  readonly name: string
  readonly email?: string
  readonly phone?: string
  readonly im?: string
  readonly department: string | null
  readonly title: string | null
  readonly stakeholderRoles: Contact['stakeholderRoles']
  readonly locale: Contact['locale']
  readonly sees: Contact['sees']
  readonly mayConfirm: boolean
  readonly active?: boolean
  readonly invite?: boolean
}
type Props = { readonly account: Account; readonly contact: Contact | null; readonly onClose: () => void }

/** A contact added or changed. What is masked stays as it is unless something new is typed. */
export function ContactDialog({ account, contact, onClose }: Props) {
  const { t } = useTranslation('accounts')
  const client = useQueryClient()
  const save = async (fields: Fields, version: number) => {
    const { email: _email, phone: _phone, im: _im, ...others } = fields
    const typed = Object.fromEntries(PRIVATE.map((name) => [name, fields[name]?.trim()] as const).filter(([, value]) => value))
    const body = { ...others, ...typed, department: fields.department?.trim() || null, title: fields.title?.trim() || null }
    if (contact) await api.patch(`/contacts/${contact.id}`, body, version)
    else await api.post('/contacts', { ...body, accountId: account.id })
    await client.invalidateQueries({ queryKey: ['contacts'] })
  }
  return (
    <EditDialog<Fields>
      title={contact ? t('editTitle', { name: contact.name }) : t('contacts.addTo', { name: account.name })}
      submit={contact ? t('admin:save') : t('contacts.add')}
      name="contact"
      width={640}
      initial={contact ? fieldsOf(contact) : { stakeholderRoles: [], locale: 'zh-CN', sees: 'mine', mayConfirm: true, invite: false }}
      version={contact?.version ?? 0}
      save={save}
      {...(contact
        ? {
            latest: async () => {
              const now = await api.get<Contact>(`/contacts/${contact.id}`)
              return { fields: fieldsOf(now), version: now.version }
            },
          }
        : {})}
      onClose={onClose}
    >
      <div className="pair">
        <Form.Item name="name" label={t('contacts.name')} rules={[{ required: true, whitespace: true, message: t('admin:needed') }]}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="email" label={t('contacts.email')} extra={contact?.email ? t('contacts.keep') : undefined}>
          <Input type="email" placeholder={contact?.email ?? ''} autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label={t('contacts.phone')} extra={contact?.phone ? t('contacts.keep') : undefined}>
          <Input placeholder={contact?.phone ?? ''} maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="im" label={t('contacts.im')} extra={contact?.im ? t('contacts.keep') : undefined}>
          <Input placeholder={contact?.im ?? ''} maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="department" label={t('contacts.department')}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="title" label={t('contacts.jobTitle')}>
          <Input maxLength={80} />
        </Form.Item>
      </div>
      <Form.Item name="stakeholderRoles" label={t('contacts.roles')}>
        <Select
          mode="multiple"
          aria-label={t('contacts.roles')}
          options={ROLES.map((value) => ({ value, label: t(`vocabulary:stakeholder.${value}`) }))}
        />
      </Form.Item>
      <div className="pair">
        <Form.Item name="sees" required label={t('contacts.sees')}>
          <Select
            aria-label={t('contacts.sees')}
            options={(['mine', 'department', 'all'] as const).map((value) => ({ value, label: t(`contacts.seesWord.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="locale" required label={t('contacts.locale')}>
          <Select
            aria-label={t('contacts.locale')}
            options={(['zh-CN', 'en'] as const).map((value) => ({ value, label: t(`admin:locale.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="mayConfirm" required label={t('contacts.mayConfirm')} valuePropName="checked">
          <Switch aria-label={t('contacts.mayConfirm')} />
        </Form.Item>
        {contact ? (
          <Form.Item name="active" required label={t('contacts.active')} extra={t('contacts.activeHint')} valuePropName="checked">
            <Switch aria-label={t('contacts.active')} />
          </Form.Item>
        ) : (
          <Form.Item name="invite" required label={t('contacts.invite')} extra={t('contacts.inviteHint')} valuePropName="checked">
            <Switch aria-label={t('contacts.invite')} />
          </Form.Item>
        )}
      </div>
    </EditDialog>
  )
}

function fieldsOf(contact: Contact): Fields {
  const { name, department, title, stakeholderRoles, locale, sees, mayConfirm, active } = contact
  return { name, department, title, stakeholderRoles, locale, sees, mayConfirm, active }
}
