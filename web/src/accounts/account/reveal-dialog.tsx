import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { EditDialog } from '../../admin/edit-dialog.tsx'
import { api } from '../../api/client.ts'
import type { Contact, RevealingOut } from '../accounts-queries.ts'

type Props = { readonly contact: Contact; readonly onRevealed: (clear: RevealingOut) => void; readonly onClose: () => void }

/** How to reach somebody, in clear. That it was looked at, by whom and why, is kept. */
export function RevealDialog({ contact, onRevealed, onClose }: Props) {
  const { t } = useTranslation('accounts')
  const save = async ({ reason }: { reason?: string }) =>
    onRevealed(await api.post<RevealingOut>(`/contacts/${contact.id}/revealing`, reason?.trim() ? { reason } : {}))
  return (
    <EditDialog<{ reason?: string }>
      title={t('reveal.title', { name: contact.name })}
      submit={t('contacts.act.reveal')}
      name="reveal"
      save={save}
      onClose={onClose}
    >
      <p className="accounts__note">{t('reveal.audited')}</p>
      <Form.Item name="reason" label={t('reveal.reason')}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </EditDialog>
  )
}
