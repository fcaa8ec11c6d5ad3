import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { CommandDialog } from './command-dialog.tsx'
import type { StepDialogProps } from './step-dialog.tsx'
import type { Step } from './steps.ts'

type Props = StepDialogProps & { readonly step: Step; readonly path: string; readonly method: 'post' | 'delete' }

/** A step that only asks why. */
export function ReasonDialog({ ticket, onClose, step, path, method }: Props) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<{ reason: string }, { reason: string }>
      title={t(`step.${step}`)}
      submit={t(`step.${step}`)}
      ticketRef={ticket.number}
      path={`/tickets/${ticket.number}/${path}`}
      method={method}
      initial={{ reason: '' }}
      toBody={(fields) => fields}
      onClose={onClose}
    >
      <Form.Item name="reason" label={t(`why.${step}`)} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input.TextArea autoFocus autoSize={{ minRows: 3 }} />
      </Form.Item>
    </CommandDialog>
  )
}
