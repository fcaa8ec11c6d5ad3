import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Ask } from '../ticket-queries.ts'
import { CommandDialog } from './command-dialog.tsx'

type Props = { readonly ask: Ask; readonly ticketRef: string; readonly onClose: () => void }

/** The answer to what was asked: it stands beside the question for everybody who works on the ticket. */
export function AnswerDialog({ ask, ticketRef, onClose }: Props) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<{ text: string }, 'POST /api/v1/asks/{id}/answer'>
      title={t('ask.answerTo', { name: ask.from.name })}
      submit={t('ask.answer')}
      ticketRef={ticketRef}
      command="POST /api/v1/asks/{id}/answer"
      id={ask.id}
      initial={{ text: '' }}
      toBody={(fields) => fields}
      onClose={onClose}
    >
      <blockquote className="asked__question">{ask.question}</blockquote>
      <Form.Item name="text" label={t('ask.text')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input.TextArea autoFocus autoSize={{ minRows: 4 }} />
      </Form.Item>
    </CommandDialog>
  )
}
