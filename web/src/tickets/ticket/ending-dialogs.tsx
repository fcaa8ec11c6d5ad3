import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { CAUSE_CLASSES, type CauseClass, isNotOurs } from '#tickets/rules/vocabulary'
import { AttachmentField, type Uploaded } from '../../ui/attachment-field.tsx'
import type { BodyOf } from '../use-ticket-command.ts'
import { CommandDialog } from './command-dialog.tsx'
import { RequestOutcome } from './request-outcome.tsx'
import type { StepDialogProps } from './step-dialog.tsx'

type Resolution = BodyOf<'POST /api/v1/tickets/{id}/resolution'>

export function ResolveDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<Resolution, 'POST /api/v1/tickets/{id}/resolution'>
      title={t('step.resolve')}
      submit={t('step.resolve')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/resolution"
      width={640}
      initial={{ text: '', prevention: '', evidence: '' }}
      toBody={({ evidence, ...rest }) => ({ ...rest, ...(evidence?.trim() ? { evidence } : {}) })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <RequestOutcome ticket={ticket} written={() => form.getFieldValue('text')} onWords={(text) => form.setFieldValue('text', text)} />
          <Form.Item
            name="text"
            label={t('resolve.text')}
            extra={t('resolve.textHint')}
            rules={[{ required: true, whitespace: true, message: t('needed') }]}
          >
            <Input.TextArea autoFocus autoSize={{ minRows: 3 }} />
          </Form.Item>
          <Form.Item name="causeClass" label={t('resolve.causeClass')} rules={[{ required: true, message: t('needed') }]}>
            <Select
              aria-label={t('resolve.causeClass')}
              options={CAUSE_CLASSES.map((value) => ({ value, label: t(`vocabulary:cause.${value}`) }))}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {() => {
              const cause = form.getFieldValue('causeClass') as CauseClass | undefined
              return (
                <Form.Item
                  name="evidence"
                  label={t('resolve.evidence')}
                  rules={cause && isNotOurs(cause) ? [{ required: true, whitespace: true, message: t('resolve.evidenceNeeded') }] : []}
                >
                  <Input.TextArea autoSize={{ minRows: 2 }} />
                </Form.Item>
              )
            }}
          </Form.Item>
          <Form.Item
            name="prevention"
            label={t('resolve.prevention')}
            extra={t('resolve.preventionHint')}
            rules={[{ required: true, whitespace: true, message: t('needed') }]}
          >
            <Input.TextArea autoSize={{ minRows: 2 }} />
          </Form.Item>
        </>
      )}
    </CommandDialog>
  )
}

/** The liaison's word for the customer's. Ratings are the customer's alone: they are not asked here. */
export function ConfirmDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<{ comment: string }, 'POST /api/v1/tickets/{id}/confirmation'>
      title={t('step.confirm')}
      submit={t('step.confirm')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/confirmation"
      initial={{ comment: '' }}
      toBody={({ comment }) => (comment.trim() ? { comment } : {})}
      onClose={onClose}
    >
      <p className="command-dialog__teach">{t('confirm.teach')}</p>
      <Form.Item name="comment" label={t('confirm.comment')}>
        <Input.TextArea autoFocus autoSize={{ minRows: 2 }} />
      </Form.Item>
    </CommandDialog>
  )
}

type Report = { readonly body: string; readonly attachments: readonly Uploaded[] }

export function RootCauseReportDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<Report, 'POST /api/v1/tickets/{id}/root-cause-reports'>
      title={t('step.send_root_cause_report')}
      submit={t('step.send_root_cause_report')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/root-cause-reports"
      width={760}
      initial={{ body: '', attachments: [] }}
      toBody={({ body, attachments }) => ({ body, ...(attachments.length > 0 ? { attachmentIds: attachments.map(({ id }) => id) } : {}) })}
      onClose={onClose}
    >
      <p className="command-dialog__teach">{t('rootCause.teach')}</p>
      <Form.Item name="body" label={t('rootCause.body')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input.TextArea autoFocus autoSize={{ minRows: 10 }} />
      </Form.Item>
      <Form.Item name="attachments">
        <AttachmentField />
      </Form.Item>
    </CommandDialog>
  )
}
