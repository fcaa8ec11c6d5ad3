import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import type { Component, ProductLine } from '../admin-queries.ts'
import { EditDialog } from '../edit-dialog.tsx'

type Fields = { readonly name: string; readonly archived?: boolean }
type Props = { readonly line: ProductLine; readonly component: Component | null; readonly onClose: () => void }

export function ComponentDialog({ line, component, onClose }: Props) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const save = async (fields: Fields, version: number) => {
    if (component) await api.patch(`/components/${component.id}`, fields, version)
    else await api.post('/components', { productLineId: line.id, name: fields.name })
    await client.invalidateQueries({ queryKey: ['components'] })
  }
  return (
    <EditDialog<Fields>
      title={component ? t('lines.editComponent', { name: component.name }) : t('lines.newComponent', { line: line.name })}
      submit={t('save')}
      name="component"
      initial={component ? { name: component.name, archived: component.archivedAt !== null } : {}}
      version={component?.version ?? 0}
      save={save}
      {...(component
        ? {
            latest: async () => {
              const now = await api.get<Component>(`/components/${component.id}`)
              return { fields: { name: now.name, archived: now.archivedAt !== null }, version: now.version }
            },
          }
        : {})}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('lines.componentName')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input maxLength={80} />
      </Form.Item>
      {component ? (
        <Form.Item name="archived" required label={t('archived')} valuePropName="checked">
          <Switch aria-label={t('archived')} />
        </Form.Item>
      ) : null}
    </EditDialog>
  )
}
