import { useQueryClient } from '@tanstack/react-query'
import { Form, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatInstant, instant } from '#kernel/instant'
import { api, http, ifMatch } from '../../api/client.ts'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import { serverNow } from '../../ui/now.ts'
import type { Staff } from '../admin-queries.ts'
import { EditDialog } from '../edit-dialog.tsx'

type Fields = { readonly away: boolean; readonly from: number | null; readonly until: number | null }

/** Away from–until: nothing new is given to them, and offers go to others. */
export function AwayDialog({ person, onClose }: { readonly person: Staff; readonly onClose: () => void }) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const save = async ({ away, from, until }: Fields, version: number) => {
    const text = (at: number | null) => (away && at !== null ? formatInstant(instant(at)) : null)
    const body = { from: text(from), until: text(until) }
    await http.PUT('/api/v1/staff/{id}/away', { params: { path: { id: person.id } }, body, headers: ifMatch(version) })
    await client.invalidateQueries({ queryKey: ['staff'] })
  }
  return (
    <EditDialog<Fields>
      title={t('staff.awayTitle', { name: person.name })}
      submit={t('save')}
      name="away"
      initial={fieldsOf(person)}
      version={person.version}
      save={save}
      latest={async () => {
        const now = await api.get<Staff>(`/staff/${person.id}`)
        return { fields: fieldsOf(now), version: now.version }
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Form.Item name="away" required label={t('staff.isAway')} valuePropName="checked">
            <Switch aria-label={t('staff.isAway')} />
          </Form.Item>
          <Form.Item noStyle shouldUpdate={(before: Fields, after: Fields) => before.away !== after.away}>
            {() =>
              form.getFieldValue('away') ? (
                <>
                  <Form.Item name="from" label={t('from')} rules={[{ required: true, message: t('needed') }]}>
                    <DateTimeField label={t('from')} picks={['tomorrow10']} clearable={false} />
                  </Form.Item>
                  <Form.Item name="until" label={t('until')} rules={[{ required: true, message: t('needed') }]}>
                    <DateTimeField label={t('until')} picks={['tomorrow10', 'in2d', 'in7d']} clearable={false} />
                  </Form.Item>
                </>
              ) : null
            }
          </Form.Item>
        </>
      )}
    </EditDialog>
  )
}

function fieldsOf(person: Staff): Fields {
  const at = (text: string | null) => (text === null ? null : Date.parse(text))
  const until = at(person.awayUntil)
  const away = until !== null && until > serverNow()
  return { away, from: away ? at(person.awayFrom) : serverNow(), until: away ? until : null }
}
