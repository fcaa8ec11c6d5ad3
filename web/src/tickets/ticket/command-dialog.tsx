import { Button, Form, type FormInstance, Modal } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../api/problem.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type BodyOf, type TicketCommand, useTicketCommand } from '../use-ticket-command.ts'

type Props<Fields extends object, C extends TicketCommand> = {
  readonly title: string
  readonly submit: string
  readonly ticketRef: string
  readonly command: C
  /** Whom the command is for, where it is not the ticket itself. */
  readonly id?: string
  readonly initial?: Partial<Fields>
  readonly toBody: (fields: Fields) => BodyOf<C>
  readonly onClose: () => void
  readonly danger?: boolean
  readonly width?: number
  readonly children: ReactNode | ((form: FormInstance<Fields>) => ReactNode)
}

/** One command as a form: sent by its button or ⌘/Ctrl Enter, refused fields marked where they are, nothing typed lost. */
export function CommandDialog<Fields extends object, C extends TicketCommand>(props: Props<Fields, C>) {
  const { title, submit, ticketRef, command, id = ticketRef, initial, toBody, onClose, danger = false, width = 560, children } = props
  const { t } = useTranslation('ticket')
  const [form] = Form.useForm<Fields>()
  const sending = useTicketCommand(ticketRef, command, id)
  const shown = usePutProblemsOnFields(form as FormInstance, sending.error)
  const send = (fields: Fields) => sending.mutate(toBody(fields), { onSuccess: onClose })
  useHotkeys('mod+enter', () => form.submit(), { enableOnFormTags: true })
  return (
    <Modal
      open
      title={title}
      width={width}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('cancel')}
        </Button>,
        <Button key="send" type="primary" danger={danger} loading={sending.isPending} onClick={() => form.submit()}>
          {submit}
        </Button>,
      ]}
    >
      <Form
        form={form as FormInstance}
        layout="vertical"
        name={command.replace(/[^a-z]+/gi, '-')}
        initialValues={initial ?? {}}
        onFinish={send}
        className="command-dialog"
      >
        <ProblemAlert error={sending.error} shown={shown} />
        {typeof children === 'function' ? children(form) : children}
      </Form>
    </Modal>
  )
}

/** Marks the named fields that the form has; answers which those are. */
function usePutProblemsOnFields(form: FormInstance, error: unknown): string[] {
  const [shown, setShown] = useState<string[]>([])
  useEffect(() => {
    const names = new Set(Object.keys((form.getFieldsValue(true) ?? {}) as object))
    const here = error ? asProblem(error).fields.filter((field) => names.has(field.path)) : []
    form.setFields(here.map((field) => ({ name: field.path, errors: [field.message] })))
    setShown(here.map((field) => field.path))
  }, [form, error])
  return shown
}
