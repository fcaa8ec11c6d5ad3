import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { EditDialog } from '../edit-dialog.tsx'
import type { Partner, PartnerPerson } from './partner-queries.ts'

type Fields = {
  readonly partnerId: string
  readonly name: string
  readonly email: string
  readonly locale: 'zh-CN' | 'en'
  readonly invite?: boolean
}
type Props = {
  readonly person: PartnerPerson | null
  readonly companies: readonly Partner[]
  /** The company the page shows just now. */
  readonly wanted: string | undefined
  readonly onClose: () => void
}

export function PersonDialog({ person, companies, wanted, onClose }: Props) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const usable = companies.filter(({ active }) => active)
  const first = usable.find(({ id }) => id === wanted) ?? (usable.length === 1 ? usable[0] : undefined)
  const save = async ({ partnerId, invite, ...fields }: Fields, version: number) => {
    if (person) await api.patch(`/partner-people/${person.id}`, fields, version)
    else await api.post('/partner-people', { partnerId, ...fields, invite })
    await client.invalidateQueries({ queryKey: ['partners'] })
  }
  const latest = async () => {
    const now = await api.get<PartnerPerson>(`/partner-people/${person?.id}`)
    return { fields: fieldsOf(now), version: now.version }
  }
  const needed = { required: true, message: t('needed') }
  return (
    <EditDialog<Fields>
      title={person ? t('partners.editTitle', { name: person.name }) : t('partners.addPerson')}
      submit={person ? t('save') : t('partners.addPerson')}
      name="partner-person"
      initial={person ? fieldsOf(person) : { locale: 'zh-CN', invite: true, ...(first ? { partnerId: first.id } : {}) }}
      version={person?.version ?? 0}
      save={save}
      {...(person ? { latest } : {})}
      onClose={onClose}
    >
      {person ? null : (
        <Form.Item name="partnerId" label={t('partners.company')} rules={[needed]}>
          <Select aria-label={t('partners.company')} options={usable.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
      )}
      <div className="pair">
        <Form.Item name="name" label={t('staff.name')} rules={[{ ...needed, whitespace: true }]}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="email" label={t('staff.email')} rules={[needed]}>
          <Input type="email" autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="locale" required label={t('staff.locale')}>
        <Select
          aria-label={t('staff.locale')}
          options={(['zh-CN', 'en'] as const).map((value) => ({ value, label: t(`locale.${value}`) }))}
        />
      </Form.Item>
      {person ? null : (
        <Form.Item name="invite" required label={t('staff.invite')} extra={t('partners.inviteHint')} valuePropName="checked">
          <Switch aria-label={t('staff.invite')} />
        </Form.Item>
      )}
    </EditDialog>
  )
}

function fieldsOf({ partner, name, email, locale }: PartnerPerson): Fields {
  return { partnerId: partner.id, name, email, locale }
}
