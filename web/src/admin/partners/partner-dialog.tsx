import { useQueryClient } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { EditDialog } from '../edit-dialog.tsx'
import type { Partner } from './partner-queries.ts'

type Fields = { readonly name: string }

export function PartnerDialog({ partner, onClose }: { readonly partner: Partner | null; readonly onClose: () => void }) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const save = async (fields: Fields, version: number) => {
    if (partner) await api.patch(`/partners/${partner.id}`, fields, version)
    else await api.post('/partners', fields)
    await client.invalidateQueries({ queryKey: ['partners'] })
  }
  const latest = async () => {
    const now = await api.get<Partner>(`/partners/${partner?.id}`)
    return { fields: { name: now.name }, version: now.version }
  }
  return (
    <EditDialog<Fields>
      title={partner ? t('partners.editTitle', { name: partner.name }) : t('partners.add')}
      submit={partner ? t('save') : t('partners.add')}
      name="partner"
      initial={partner ? { name: partner.name } : {}}
      version={partner?.version ?? 0}
      save={save}
      {...(partner ? { latest } : {})}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('partners.name')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
    </EditDialog>
  )
}
