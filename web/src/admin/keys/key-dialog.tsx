import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DAY, formatInstant, instant } from '#kernel/instant'
import { api } from '../../api/client.ts'
import { EditDialog } from '../edit-dialog.tsx'
import { PersonSelect } from '../person-select.tsx'

type Holder = 'me' | 'staff' | 'integration'
type Fields = {
  readonly name: string
  readonly holder: Holder
  readonly staffId?: string
  readonly scopes: string[]
  readonly days: number
}
type Props = {
  readonly scopes: readonly string[]
  readonly manages: boolean
  readonly onMade: (made: { name: string; key: string }) => void
  readonly onClose: () => void
}
const DAYS = [30, 90, 365, 0] as const

/** A key for oneself, for a colleague, or for an integration; with scopes as narrow as its use. */
export function KeyDialog({ scopes, manages, onMade, onClose }: Props) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const save = async ({ name, holder, staffId, scopes: chosen, days }: Fields) => {
    const made = await api.post<{ key: string | null }>('/keys', {
      name,
      ...(holder === 'staff' && staffId ? { holder: { kind: 'staff', id: staffId } } : {}),
      ...(holder === 'integration' ? { holder: { kind: 'integration' } } : {}),
      ...(chosen.length > 0 ? { scopes: chosen } : {}),
      // Keys run on wall time, as sign-in does.
      ...(days > 0 ? { expiresAt: formatInstant(instant(Date.now() + days * DAY)) } : {}),
    })
    void client.invalidateQueries({ queryKey: ['keys'] })
    if (made.key !== null) onMade({ name, key: made.key })
  }
  const holders: readonly Holder[] = manages ? ['me', 'staff', 'integration'] : ['me']
  return (
    <EditDialog<Fields>
      title={t('keys.add')}
      submit={t('keys.add')}
      name="key"
      initial={{ holder: 'me', scopes: [], days: 90 }}
      save={save}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Form.Item
            name="name"
            label={t('keys.name')}
            extra={t('keys.nameHint')}
            rules={[{ required: true, whitespace: true, message: t('needed') }]}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="holder" required label={t('keys.holder')} extra={t('keys.holderHint')}>
            <Select aria-label={t('keys.holder')} options={holders.map((value) => ({ value, label: t(`keys.for.${value}`) }))} />
          </Form.Item>
          <Form.Item noStyle shouldUpdate={(before: Fields, after: Fields) => before.holder !== after.holder}>
            {() =>
              form.getFieldValue('holder') === 'staff' ? (
                <Form.Item name="staffId" label={t('keys.kind.staff')} rules={[{ required: true, message: t('needed') }]}>
                  <PersonSelect label={t('keys.kind.staff')} />
                </Form.Item>
              ) : null
            }
          </Form.Item>
          <Form.Item name="scopes" label={t('keys.scopes')} extra={t('keys.scopesHint')}>
            <Select
              mode="multiple"
              aria-label={t('keys.scopes')}
              placeholder={t('keys.everything')}
              options={scopes.map((value) => ({ value, label: value }))}
            />
          </Form.Item>
          <Form.Item name="days" required label={t('keys.until')}>
            <Select
              aria-label={t('keys.until')}
              options={DAYS.map((value) => ({ value, label: value === 0 ? t('keys.noEnd') : t('keys.days', { count: value }) }))}
            />
          </Form.Item>
        </>
      )}
    </EditDialog>
  )
}
