import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { CommandDialog } from './command-dialog.tsx'
import type { StepDialogProps } from './step-dialog.tsx'
import type { Step } from './steps.ts'

/** The commands that take a reason and nothing else. */
type Reasoned =
  | 'POST /api/v1/tickets/{id}/reopening'
  | 'DELETE /api/v1/tickets/{id}/restoration'
  | 'DELETE /api/v1/tickets/{id}/schedule'
  | 'DELETE /api/v1/tickets/{id}/observation'
type Props = StepDialogProps & { readonly step: Step; readonly command: Reasoned }

/** A step that only asks why. */
export function ReasonDialog({ ticket, onClose, step, command }: Props) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<{ reason: string }, Reasoned>
      title={t(`step.${step}`)}
      submit={t(`step.${step}`)}
      ticketRef={ticket.number}
      command={command}
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
