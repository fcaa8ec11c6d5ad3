import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FunctionOut } from '#organization/contract'
import { api } from '../../api/client.ts'
import { functionsQuery } from '../../api/functions.ts'
import { useMe } from '../../api/me.ts'
import { AdminPage } from '../admin-page.tsx'
import { EditDialog } from '../edit-dialog.tsx'
import { RowActs } from '../row-acts.tsx'
import { Sheet } from '../sheet.tsx'

type Fields = { readonly key: string; readonly nameZh: string; readonly nameEn: string; readonly position: number }

/** Functions are data: what people do, and the stations a ticket passes. */
export function FunctionsPage() {
  const { t } = useTranslation('admin')
  const me = useMe()
  const { data, error, isPending, refetch } = useQuery(functionsQuery)
  const [open, setOpen] = useState<FunctionOut | 'new' | null>(null)
  const may = me?.abilities.includes('set up the workspace') ?? false
  return (
    <AdminPage
      title={t('section.functions')}
      lead={t('functions.lead')}
      error={error}
      onRetry={() => void refetch()}
      waiting={isPending}
      acts={
        may ? (
          <Button type="primary" onClick={() => setOpen('new')}>
            {t('functions.add')}
          </Button>
        ) : null
      }
    >
      <Sheet
        label={t('section.functions')}
        heads={[t('functions.nameZh'), t('functions.nameEn'), t('functions.key'), t('functions.position'), '']}
      >
        {(data?.items ?? []).map((each) => (
          <tr key={each.key}>
            <th scope="row">{each.nameZh}</th>
            <td>{each.nameEn}</td>
            <td>
              <code>{each.key}</code>
            </td>
            <td className="tabular">{each.position}</td>
            <td className="sheet__acts">
              {may ? <RowActs of={each.nameZh} acts={[{ key: 'edit', word: t('edit'), onAct: () => setOpen(each) }]} /> : null}
            </td>
          </tr>
        ))}
      </Sheet>
      {open ? <FunctionDialog one={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </AdminPage>
  )
}

function FunctionDialog({ one, onClose }: { readonly one: FunctionOut | null; readonly onClose: () => void }) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const save = async ({ key, nameZh, nameEn, position }: Fields, version: number) => {
    if (one) await api.patch(`/functions/${one.key}`, { nameZh, nameEn, position }, version)
    else await api.post('/functions', { key, nameZh, nameEn })
    await client.invalidateQueries({ queryKey: ['functions'] })
  }
  return (
    <EditDialog<Fields>
      title={one ? t('functions.editTitle', { name: one.nameZh }) : t('functions.add')}
      submit={one ? t('save') : t('functions.add')}
      name="function"
      initial={one ?? {}}
      version={one?.version ?? 0}
      save={save}
      {...(one
        ? {
            latest: async () => {
              const { items } = await api.get<{ items: FunctionOut[] }>('/functions')
              const now = items.find((each) => each.key === one.key) ?? one
              return { fields: now, version: now.version }
            },
          }
        : {})}
      onClose={onClose}
    >
      {one ? null : (
        <Form.Item name="key" label={t('functions.key')} extra={t('functions.keyHint')} rules={[{ required: true, message: t('needed') }]}>
          <Input maxLength={40} />
        </Form.Item>
      )}
      <div className="pair">
        <Form.Item name="nameZh" label={t('functions.nameZh')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="nameEn" label={t('functions.nameEn')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      {one ? (
        <Form.Item name="position" required label={t('functions.position')} extra={t('functions.positionHint')}>
          <InputNumber min={0} max={1000} precision={0} />
        </Form.Item>
      ) : null}
    </EditDialog>
  )
}
