import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { EditDialog } from '../../admin/edit-dialog.tsx'
import { api } from '../../api/client.ts'
import { productLinesQuery } from '../../api/directory.ts'
import type { Account, Environment } from '../accounts-queries.ts'

type Fields = {
  readonly name: string
  readonly deployment: Environment['deployment']
  readonly productLineId?: string | null
  readonly productVersion: string | null
  readonly facts: readonly { readonly name: string; readonly value: string }[]
  readonly archived?: boolean
}
type Props = { readonly account: Account; readonly environment: Environment | null; readonly onClose: () => void }

export function EnvironmentDialog({ account, environment, onClose }: Props) {
  const { t } = useTranslation('accounts')
  const client = useQueryClient()
  const lines = useQuery(productLinesQuery)
  const save = async ({ facts, ...fields }: Fields, version: number) => {
    const body = {
      ...fields,
      productLineId: fields.productLineId ?? null,
      productVersion: fields.productVersion?.trim() || null,
      details: Object.fromEntries((facts ?? []).filter((fact) => fact.name?.trim()).map((fact) => [fact.name.trim(), fact.value ?? ''])),
    }
    if (environment) await api.patch(`/environments/${environment.id}`, body, version)
    else await api.post('/environments', { ...body, accountId: account.id })
    await client.invalidateQueries({ queryKey: ['environments'] })
  }
  return (
    <EditDialog<Fields>
      title={environment ? t('editTitle', { name: environment.name }) : t('environments.add')}
      submit={t('admin:save')}
      name="environment"
      initial={environment ? fieldsOf(environment) : { deployment: 'saas', facts: [] }}
      version={environment?.version ?? 0}
      save={save}
      {...(environment
        ? {
            latest: async () => {
              const now = await api.get<Environment>(`/environments/${environment.id}`)
              return { fields: fieldsOf(now), version: now.version }
            },
          }
        : {})}
      onClose={onClose}
    >
      <div className="pair">
        <Form.Item name="name" label={t('environments.name')} rules={[{ required: true, whitespace: true, message: t('admin:needed') }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="deployment" required label={t('environments.deployment')}>
          <Select
            aria-label={t('environments.deployment')}
            options={(['saas', 'dedicated', 'private'] as const).map((value) => ({ value, label: t(`vocabulary:deployment.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="productLineId" label={t('admin:lines.one')}>
          <Select
            allowClear
            aria-label={t('admin:lines.one')}
            options={(lines.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
          />
        </Form.Item>
        <Form.Item name="productVersion" label={t('environments.version')}>
          <Input maxLength={80} />
        </Form.Item>
      </div>
      <Form.List name="facts">
        {(rows, { add, remove }) => (
          <fieldset className="plain-group">
            <legend>{t('environments.facts')}</legend>
            <p className="muted">{t('environments.factsHint')}</p>
            {rows.map((row) => (
              <div key={row.key} className="squad-row">
                <Form.Item name={[row.name, 'name']}>
                  <Input aria-label={t('environments.factName', { n: row.name + 1 })} maxLength={60} />
                </Form.Item>
                <Form.Item name={[row.name, 'value']}>
                  <Input.TextArea aria-label={t('environments.factValue', { n: row.name + 1 })} maxLength={2000} autoSize />
                </Form.Item>
                <Button type="text" aria-label={t('environments.removeFact', { n: row.name + 1 })} onClick={() => remove(row.name)}>
                  <span aria-hidden="true">×</span>
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ name: '', value: '' })}>{t('environments.addFact')}</Button>
          </fieldset>
        )}
      </Form.List>
      {environment ? (
        <Form.Item name="archived" required label={t('admin:archived')} valuePropName="checked">
          <Switch aria-label={t('admin:archived')} />
        </Form.Item>
      ) : null}
    </EditDialog>
  )
}

function fieldsOf(environment: Environment): Fields {
  return {
    name: environment.name,
    deployment: environment.deployment,
    productLineId: environment.productLine?.id ?? null,
    productVersion: environment.productVersion,
    facts: Object.entries(environment.details).map(([name, value]) => ({ name, value })),
    archived: environment.archivedAt !== null,
  }
}
