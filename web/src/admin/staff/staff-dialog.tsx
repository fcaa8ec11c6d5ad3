import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CreateStaffInput } from '#organization/contract'
import { api } from '../../api/client.ts'
import { functionsQuery, useFunctionNames } from '../../api/functions.ts'
import type { Staff } from '../admin-queries.ts'
import { EditDialog } from '../edit-dialog.tsx'
import { TimeZoneSelect } from '../time-zone-select.tsx'
import { WeekWindows } from '../week-windows.tsx'

const ROLES = ['member', 'lead', 'executive', 'administrator'] as const
const FIELDS = ['name', 'email', 'role', 'functions', 'skills', 'title', 'locale', 'timeZone', 'workingHours', 'autoAccept'] as const
type Fields = { [K in (typeof FIELDS)[number]]: Staff[K] } & { readonly invite?: boolean }

/** A person added or changed. */
export function StaffDialog({ person, onClose }: { readonly person: Staff | null; readonly onClose: () => void }) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const nameOf = useFunctionNames()
  const functions = useQuery(functionsQuery)
  const save = async (fields: Fields, version: number) => {
    const body = { ...fields, title: fields.title?.trim() ? fields.title : null, workingHours: withWindows(fields.workingHours) }
    if (person) await api.patch(`/staff/${person.id}`, body, version)
    else await api.post('/staff', body satisfies CreateStaffInput)
    await client.invalidateQueries({ queryKey: ['staff'] })
  }
  return (
    <EditDialog<Fields>
      title={person ? t('staff.editTitle', { name: person.name }) : t('staff.add')}
      submit={person ? t('save') : t('staff.add')}
      name="staff"
      width={680}
      initial={person ? fieldsOf(person) : NEW}
      version={person?.version ?? 0}
      save={save}
      {...(person
        ? {
            latest: async () => {
              const now = await api.get<Staff>(`/staff/${person.id}`)
              return { fields: fieldsOf(now), version: now.version }
            },
          }
        : {})}
      onClose={onClose}
    >
      <div className="pair">
        <Form.Item name="name" label={t('staff.name')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="email" label={t('staff.email')} rules={[{ required: true, message: t('needed') }]}>
          <Input type="email" autoComplete="off" />
        </Form.Item>
        <Form.Item name="title" label={t('staff.title')}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="role" required label={t('staff.role')} extra={t('staff.roleHint')}>
          <Select aria-label={t('staff.role')} options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} />
        </Form.Item>
      </div>
      <Form.Item name="functions" label={t('staff.functions')} extra={t('staff.functionsHint')}>
        <Select
          mode="multiple"
          aria-label={t('staff.functions')}
          options={(functions.data?.items ?? []).map((each) => ({ value: each.key, label: nameOf(each.key) }))}
        />
      </Form.Item>
      <Form.Item name="skills" label={t('staff.skills')} extra={t('staff.skillsHint')}>
        <Select mode="tags" aria-label={t('staff.skills')} tokenSeparators={[',', '，', '、']} notFoundContent={null} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="locale" required label={t('staff.locale')}>
          <Select
            aria-label={t('staff.locale')}
            options={(['zh-CN', 'en'] as const).map((value) => ({ value, label: t(`locale.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="timeZone" required label={t('timeZone')}>
          <TimeZoneSelect label={t('timeZone')} />
        </Form.Item>
      </div>
      <Form.Item name="workingHours" label={t('staff.hours')} extra={t('staff.hoursHint')}>
        <WeekWindows label={t('staff.hours')} />
      </Form.Item>
      <Form.Item name="autoAccept" required label={t('staff.autoAccept')} extra={t('staff.autoAcceptHint')} valuePropName="checked">
        <Switch aria-label={t('staff.autoAccept')} />
      </Form.Item>
      {person ? null : (
        <Form.Item name="invite" required label={t('staff.invite')} extra={t('staff.inviteHint')} valuePropName="checked">
          <Switch aria-label={t('staff.invite')} />
        </Form.Item>
      )}
    </EditDialog>
  )
}

const WORKDAY: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
]
const NEW: Partial<Fields> = {
  role: 'member',
  functions: [],
  skills: [],
  locale: 'zh-CN',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  workingHours: { mon: WORKDAY, tue: WORKDAY, wed: WORKDAY, thu: WORKDAY, fri: WORKDAY },
  autoAccept: true,
  invite: true,
}

function fieldsOf(person: Staff): Partial<Fields> {
  return Object.fromEntries(FIELDS.map((name) => [name, person[name]]))
}

/** Days without a window are left out, as they are stored. */
function withWindows(hours: Staff['workingHours']): Staff['workingHours'] {
  return Object.fromEntries(Object.entries(hours ?? {}).filter(([, windows]) => (windows ?? []).length > 0))
}
