import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { EditDialog } from '../../admin/edit-dialog.tsx'
import { PersonSelect } from '../../admin/person-select.tsx'
import { TimeZoneSelect } from '../../admin/time-zone-select.tsx'
import { api } from '../../api/client.ts'
import type { Account } from '../accounts-queries.ts'

type Fields = {
  readonly name: string
  readonly tier: Account['tier']
  readonly servicePersonId: string | null
  readonly timeZone: string
  readonly access: Account['access']
  readonly teamIds: string[]
  readonly domains: string[]
  readonly region: string | null
  readonly industry: string | null
  readonly archived?: boolean
}
const TIERS = ['standard', 'priority', 'strategic'] as const

export function AccountDialog({ account, onClose }: { readonly account: Account | null; readonly onClose: () => void }) {
  const { t } = useTranslation('accounts')
  const client = useQueryClient()
  const navigate = useNavigate()
  const save = async (fields: Fields, version: number) => {
    const body = {
      ...fields,
      region: fields.region?.trim() || null,
      industry: fields.industry?.trim() || null,
      servicePersonId: fields.servicePersonId ?? null,
    }
    if (account) await api.patch(`/accounts/${account.id}`, body, version)
    else {
      const made = await api.post<Account>('/accounts', body)
      await navigate({ to: '/accounts/$id', params: { id: made.id } })
    }
    await client.invalidateQueries({ queryKey: ['accounts'] })
  }
  return (
    <EditDialog<Fields>
      title={account ? t('editTitle', { name: account.name }) : t('add')}
      submit={account ? t('admin:save') : t('add')}
      name="account"
      width={640}
      initial={account ? fieldsOf(account) : { tier: 'standard', access: 'open', teamIds: [], domains: [], timeZone: 'Asia/Shanghai' }}
      version={account?.version ?? 0}
      save={save}
      {...(account
        ? {
            latest: async () => {
              const now = await api.get<Account>(`/accounts/${account.id}`)
              return { fields: fieldsOf(now), version: now.version }
            },
          }
        : {})}
      onClose={onClose}
    >
      {(form) => (
        <>
          <div className="pair">
            <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('admin:needed') }]}>
              <Input maxLength={120} />
            </Form.Item>
            <Form.Item name="tier" required label={t('tier')}>
              <Select aria-label={t('tier')} options={TIERS.map((value) => ({ value, label: t(`vocabulary:tier.${value}`) }))} />
            </Form.Item>
            <Form.Item name="servicePersonId" label={t('servicePerson')} extra={t('servicePersonHint')}>
              <PersonSelect label={t('servicePerson')} known={account?.servicePerson ? [account.servicePerson] : []} clearable />
            </Form.Item>
            <Form.Item name="domains" label={t('domains')} extra={t('domainsHint')}>
              <Select mode="tags" aria-label={t('domains')} tokenSeparators={[',', '，', ' ']} notFoundContent={null} />
            </Form.Item>
            <Form.Item name="region" label={t('region')}>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="industry" label={t('industry')}>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="timeZone" required label={t('admin:timeZone')}>
              <TimeZoneSelect label={t('admin:timeZone')} />
            </Form.Item>
            <Form.Item name="access" required label={t('access')} extra={t('accessHint')}>
              <Select aria-label={t('access')} options={(['open', 'restricted'] as const).map((value) => ({ value, label: t(value) }))} />
            </Form.Item>
          </div>
          <Form.Item noStyle shouldUpdate={(before: Fields, after: Fields) => before.access !== after.access}>
            {() =>
              form.getFieldValue('access') === 'restricted' ? (
                <Form.Item name="teamIds" label={t('team')} extra={t('teamHint')}>
                  <PersonSelect many label={t('team')} known={account?.team ?? []} />
                </Form.Item>
              ) : null
            }
          </Form.Item>
          {account ? (
            <Form.Item name="archived" required label={t('admin:archived')} extra={t('archivedHint')} valuePropName="checked">
              <Switch aria-label={t('admin:archived')} />
            </Form.Item>
          ) : null}
        </>
      )}
    </EditDialog>
  )
}

function fieldsOf(account: Account): Fields {
  const { name, tier, timeZone, access, domains, region, industry } = account
  return {
    ...{ name, tier, timeZone, access, domains, region, industry },
    servicePersonId: account.servicePerson?.id ?? null,
    teamIds: account.team.map((each) => each.id),
    archived: account.archivedAt !== null,
  }
}
