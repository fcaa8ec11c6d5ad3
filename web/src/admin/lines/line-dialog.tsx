import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { calendarsQuery, type ProductLine } from '../admin-queries.ts'
import { EditDialog } from '../edit-dialog.tsx'
import { PersonSelect } from '../person-select.tsx'

type Fields = {
  readonly name: string
  readonly leadId: string
  readonly executiveId: string
  readonly projectLeadId: string | null
  readonly calendarId: string
  readonly position: number
}

export function LineDialog({ line, onClose }: { readonly line: ProductLine | null; readonly onClose: () => void }) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const calendars = useQuery(calendarsQuery)
  const save = async (fields: Fields, version: number) => {
    const body = { ...fields, projectLeadId: fields.projectLeadId ?? null }
    if (line) await api.patch(`/product-lines/${line.id}`, body, version)
    else await api.post('/product-lines', body)
    await client.invalidateQueries({ queryKey: ['product-lines'] })
  }
  const needed = [{ required: true, message: t('needed') }]
  return (
    <EditDialog<Fields>
      title={line ? t('lines.editTitle', { name: line.name }) : t('lines.add')}
      submit={line ? t('save') : t('lines.add')}
      name="line"
      initial={line ? fieldsOf(line) : { position: 0 }}
      version={line?.version ?? 0}
      save={save}
      {...(line
        ? {
            latest: async () => {
              const now = await api.get<ProductLine>(`/product-lines/${line.id}`)
              return { fields: fieldsOf(now), version: now.version }
            },
          }
        : {})}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('lines.name')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input maxLength={80} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="leadId" label={t('lines.leadPerson')} extra={t('lines.leadHint')} rules={needed}>
          <PersonSelect label={t('lines.leadPerson')} known={line ? [line.lead] : []} />
        </Form.Item>
        <Form.Item name="executiveId" label={t('lines.executive')} extra={t('lines.executiveHint')} rules={needed}>
          <PersonSelect label={t('lines.executive')} known={line ? [line.executive] : []} />
        </Form.Item>
        <Form.Item name="projectLeadId" label={t('lines.projectLead')}>
          <PersonSelect label={t('lines.projectLead')} known={line?.projectLead ? [line.projectLead] : []} clearable />
        </Form.Item>
        <Form.Item name="calendarId" label={t('lines.calendar')} extra={t('lines.calendarHint')} rules={needed}>
          <Select
            aria-label={t('lines.calendar')}
            options={(calendars.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="position" required label={t('functions.position')} extra={t('functions.positionHint')}>
        <InputNumber min={0} max={1000} precision={0} />
      </Form.Item>
    </EditDialog>
  )
}

function fieldsOf(line: ProductLine): Fields {
  return {
    name: line.name,
    leadId: line.lead.id,
    executiveId: line.executive.id,
    projectLeadId: line.projectLead?.id ?? null,
    calendarId: line.calendar.id,
    position: line.position,
  }
}
