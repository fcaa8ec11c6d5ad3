import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { functionsQuery, useFunctionNames } from '../../api/functions.ts'
import type { Squad } from '../admin-queries.ts'
import { EditDialog } from '../edit-dialog.tsx'
import { type Named, PersonSelect } from '../person-select.tsx'

type Fields = {
  readonly productLineId: string
  readonly name: string
  readonly leadId: string
  /** People by function: the same person may stand in several. */
  readonly by: readonly { readonly function: string; readonly staffIds: string[] }[]
}
type Props = { readonly squad: Squad | null; readonly lines: readonly Named[]; readonly onClose: () => void }

export function SquadDialog({ squad, lines, onClose }: Props) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const nameOf = useFunctionNames()
  const functions = useQuery(functionsQuery)
  const known = squad
    ? [squad.lead, ...squad.members.map((member) => member.staff)].filter(
        (one, i, all) => all.findIndex((each) => each.id === one.id) === i,
      )
    : []
  const save = async ({ productLineId, name, leadId, by }: Fields, version: number) => {
    const members = by.flatMap((row) => (row.staffIds ?? []).map((staffId) => ({ staffId, function: row.function })))
    if (squad) await api.patch(`/squads/${squad.id}`, { name, leadId, members }, version)
    else await api.post('/squads', { productLineId, name, leadId, members })
    await client.invalidateQueries({ queryKey: ['squads'] })
  }
  const needed = [{ required: true, message: t('needed') }]
  return (
    <EditDialog<Fields>
      title={squad ? t('squads.editTitle', { name: squad.name }) : t('squads.add')}
      submit={squad ? t('save') : t('squads.add')}
      name="squad"
      width={640}
      initial={
        squad
          ? fieldsOf(squad)
          : { ...(lines.length === 1 && lines[0] ? { productLineId: lines[0].id } : {}), by: [{ function: 'frontline', staffIds: [] }] }
      }
      version={squad?.version ?? 0}
      save={save}
      {...(squad
        ? {
            latest: async () => {
              const now = await api.get<Squad>(`/squads/${squad.id}`)
              return { fields: fieldsOf(now), version: now.version }
            },
          }
        : {})}
      onClose={onClose}
    >
      {squad ? null : (
        <Form.Item name="productLineId" label={t('lines.one')} rules={needed}>
          <Select aria-label={t('lines.one')} options={lines.map((each) => ({ value: each.id, label: each.name }))} />
        </Form.Item>
      )}
      <div className="pair">
        <Form.Item name="name" label={t('squads.name')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="leadId" label={t('squads.leader')} extra={t('squads.leaderHint')} rules={needed}>
          <PersonSelect label={t('squads.leader')} known={known} />
        </Form.Item>
      </div>
      <Form.List name="by">
        {(rows, { add, remove }) => (
          <fieldset className="plain-group">
            <legend>{t('squads.members')}</legend>
            {rows.map((row) => (
              <div key={row.key} className="squad-row">
                <Form.Item name={[row.name, 'function']} rules={needed}>
                  <Select
                    aria-label={t('squads.functionOf', { n: row.name + 1 })}
                    options={(functions.data?.items ?? []).map((each) => ({ value: each.key, label: nameOf(each.key) }))}
                  />
                </Form.Item>
                <Form.Item name={[row.name, 'staffIds']}>
                  <PersonSelect many label={t('squads.peopleOf', { n: row.name + 1 })} known={known} />
                </Form.Item>
                <Button type="text" aria-label={t('squads.removeRow', { n: row.name + 1 })} onClick={() => remove(row.name)}>
                  <span aria-hidden="true">×</span>
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ staffIds: [] })}>{t('squads.addRow')}</Button>
          </fieldset>
        )}
      </Form.List>
    </EditDialog>
  )
}

function fieldsOf(squad: Squad): Fields {
  const functions = [...new Set(squad.members.map((member) => member.function))]
  return {
    productLineId: squad.productLine.id,
    name: squad.name,
    leadId: squad.lead.id,
    by: functions.map((key) => ({
      function: key,
      staffIds: squad.members.filter((each) => each.function === key).map((each) => each.staff.id),
    })),
  }
}
