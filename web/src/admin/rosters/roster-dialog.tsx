import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatInstant, instant } from '#kernel/instant'
import { answered, api, http, ifMatch } from '../../api/client.ts'
import { functionsQuery, useFunctionNames } from '../../api/functions.ts'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import type { Roster } from '../admin-queries.ts'
import { EditDialog } from '../edit-dialog.tsx'
import { PersonSelect } from '../person-select.tsx'
import type { RosterOpen } from './rosters-page.tsx'
import { atHour } from './week.ts'

type Fields = { readonly function: string; readonly staffId: string; readonly from: number; readonly to: number }
type Props = { readonly open: RosterOpen; readonly lineId: string; readonly onClose: () => void }

export function RosterDialog({ open, lineId, onClose }: Props) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const nameOf = useFunctionNames()
  const functions = useQuery(functionsQuery)
  const entry = 'entry' in open ? open.entry : null
  const save = async (fields: Fields, version: number) => {
    const body = { ...fields, from: formatInstant(instant(fields.from)), to: formatInstant(instant(fields.to)) }
    if (entry) await api.patch(`/rosters/${entry.id}`, body, version)
    else await api.post('/rosters', { ...body, productLineId: lineId })
    await client.invalidateQueries({ queryKey: ['rosters'] })
  }
  const initial =
    'entry' in open
      ? fieldsOf(open.entry)
      : { function: open.functionKey ?? 'frontline', from: atHour(open.day, 9), to: atHour(open.day, 18) }
  const needed = [{ required: true, message: t('needed') }]
  return (
    <EditDialog<Fields>
      title={t(entry ? 'rosters.edit' : 'rosters.add')}
      submit={t('save')}
      name="roster"
      initial={initial}
      version={entry?.version ?? 0}
      save={save}
      {...(entry
        ? {
            latest: async () => {
              const now = await api.get<Roster>(`/rosters/${entry.id}`)
              return { fields: fieldsOf(now), version: now.version }
            },
          }
        : {})}
      onClose={onClose}
    >
      {(form) => (
        <>
          <div className="pair">
            <Form.Item name="function" label={t('rosters.function')} rules={needed}>
              <Select
                aria-label={t('rosters.function')}
                options={(functions.data?.items ?? []).map((each) => ({ value: each.key, label: nameOf(each.key) }))}
                onChange={() => form.setFieldValue('staffId', undefined)}
              />
            </Form.Item>
            <Form.Item noStyle shouldUpdate={(before: Fields, after: Fields) => before.function !== after.function}>
              {() => (
                <Form.Item name="staffId" label={t('rosters.person')} rules={needed}>
                  <PersonSelect
                    label={t('rosters.person')}
                    known={entry ? [entry.staff] : []}
                    {...(form.getFieldValue('function') ? { within: String(form.getFieldValue('function')) } : {})}
                  />
                </Form.Item>
              )}
            </Form.Item>
          </div>
          <Form.Item name="from" label={t('from')} rules={needed}>
            <DateTimeField label={t('from')} picks={[]} clearable={false} />
          </Form.Item>
          <Form.Item name="to" label={t('until')} rules={needed}>
            <DateTimeField label={t('until')} picks={[]} clearable={false} />
          </Form.Item>
          {entry ? <TakeOff entry={entry} onDone={onClose} /> : null}
        </>
      )}
    </EditDialog>
  )
}

function TakeOff({ entry, onDone }: { readonly entry: Roster; readonly onDone: () => void }) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () =>
      answered(http.DELETE('/api/v1/rosters/{id}', { params: { path: { id: entry.id } }, headers: ifMatch(entry.version) })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['rosters'] })
      onDone()
    },
  })
  if (!entry.abilities.includes('remove')) return null
  return (
    <>
      <ProblemAlert error={remove.error} />
      <Button danger type="text" loading={remove.isPending} onClick={() => remove.mutate()}>
        {t('rosters.takeOff')}
      </Button>
    </>
  )
}

function fieldsOf(entry: Roster): Fields {
  return { function: entry.function, staffId: entry.staff.id, from: Date.parse(entry.from), to: Date.parse(entry.to) }
}
