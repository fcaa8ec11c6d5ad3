import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { productLinesQuery } from '../../api/directory.ts'
import { useMe } from '../../api/me.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { AdminPage } from '../admin-page.tsx'
import { type ServicePolicy, servicePoliciesQuery } from '../admin-queries.ts'
import { EditDialog } from '../edit-dialog.tsx'
import { Sheet } from '../sheet.tsx'

/** What the company promises: one policy for everybody, and a line's own where it differs. */
export function PoliciesPage() {
  const { t } = useTranslation('admin')
  const me = useMe()
  const { data, error, isPending, refetch } = useQuery(servicePoliciesQuery)
  const [adding, setAdding] = useState(false)
  const policies = data?.items ?? []
  return (
    <AdminPage
      title={t('section.policies')}
      lead={t('policies.lead')}
      error={error}
      onRetry={() => void refetch()}
      waiting={isPending}
      acts={
        me?.abilities.includes('set up the workspace') && policies.length > 0 ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('policies.add')}
          </Button>
        ) : null
      }
    >
      <Sheet label={t('section.policies')} heads={[t('policies.name'), t('policies.of'), t('policies.version'), t('policies.published')]}>
        {policies.map((policy) => (
          <tr key={policy.id}>
            <th scope="row">
              <Link to="/admin/policies/$id" params={{ id: policy.id }}>
                {policy.name}
              </Link>
            </th>
            <td>{policy.productLine?.name ?? t('policies.everybody')}</td>
            <td className="tabular">{policy.version}</td>
            <td>
              <TimeAgo at={policy.updatedAt as string} />
            </td>
          </tr>
        ))}
      </Sheet>
      {adding ? <AddDialog policies={policies} onClose={() => setAdding(false)} /> : null}
    </AdminPage>
  )
}

type Fields = { readonly name: string; readonly productLineId: string; readonly fromId: string }

/** A line's own policy begins as a copy. */
function AddDialog({ policies, onClose }: { readonly policies: readonly ServicePolicy[]; readonly onClose: () => void }) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const navigate = useNavigate()
  const lines = useQuery(productLinesQuery)
  const free = (lines.data?.items ?? []).filter((line) => !policies.some((policy) => policy.productLine?.id === line.id))
  const save = async ({ name, productLineId, fromId }: Fields) => {
    const from = policies.find((policy) => policy.id === fromId)
    const made = await api.post<ServicePolicy>('/service-policies', { name, productLineId, document: from?.document })
    void client.invalidateQueries({ queryKey: ['service-policies'] })
    await navigate({ to: '/admin/policies/$id', params: { id: made.id } })
  }
  const needed = [{ required: true, message: t('needed') }]
  return (
    <EditDialog<Fields>
      title={t('policies.add')}
      submit={t('policies.add')}
      name="policy"
      initial={policies[0] ? { fromId: policies[0].id } : {}}
      save={save}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('policies.name')} rules={needed}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="productLineId" label={t('lines.one')} rules={needed}>
        <Select
          aria-label={t('lines.one')}
          notFoundContent={t('policies.noLineLeft')}
          options={free.map((line) => ({ value: line.id, label: line.name }))}
        />
      </Form.Item>
      <Form.Item name="fromId" label={t('policies.from')} rules={needed}>
        <Select aria-label={t('policies.from')} options={policies.map((policy) => ({ value: policy.id, label: policy.name }))} />
      </Form.Item>
    </EditDialog>
  )
}
