import { useMutation } from '@tanstack/react-query'
import { Button, Form, type FormInstance, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import { useTranslation } from 'react-i18next'
import { asProblem, type FieldProblem } from '../api/problem.ts'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import './edit-dialog.css'

type Latest<Fields> = { readonly fields: Partial<Fields>; readonly version: number }
type Props<Fields extends object> = {
  readonly title: string
  readonly submit: string
  readonly name: string
  readonly initial?: Partial<Fields>
  /** The version the fields were read at; 0 for what is new. */
  readonly version?: number
  readonly save: (fields: Fields, version: number) => Promise<unknown>
  /** What is stored now, for when somebody else was faster. */
  readonly latest?: () => Promise<Latest<Fields>>
  readonly onClose: () => void
  readonly danger?: boolean
  readonly width?: number
  readonly children: ReactNode | ((form: FormInstance<Fields>) => ReactNode)
}

/**
 * A thing as a form. Refused fields are marked where they are; when somebody else changed it meanwhile, that is said, what was
 * typed stays, and one tap either takes the newest or saves over it knowingly.
 */
export function EditDialog<Fields extends object>(props: Props<Fields>) {
  const { title, submit, name, initial, save, latest, onClose, danger = false, width = 560, children } = props
  const { t } = useTranslation('admin')
  const [form] = Form.useForm<Fields>()
  const [version, setVersion] = useState(props.version ?? 0)
  const saving = useMutation({
    mutationFn: (fields: Fields) => save(fields, version),
    onSuccess: onClose,
    onError: (error) =>
      form.setFields(
        problemsOn(form as FormInstance, error).map(({ path, message }) => ({ name: [topOf(path)] as never, errors: [message] })),
      ),
  })
  const shown = problemsOn(form as FormInstance, saving.error).map(({ path }) => path)
  const stale = saving.error !== null && asProblem(saving.error).code === 'stale-version'
  const newest = useMutation({ mutationFn: async () => latest?.() })
  const take = (keepTyped: boolean) =>
    newest.mutate(undefined, {
      onSuccess: (found) => {
        if (!found) return
        setVersion(found.version)
        if (!keepTyped) form.setFieldsValue(found.fields as Parameters<typeof form.setFieldsValue>[0])
        saving.reset()
      },
    })
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
        <Button key="send" type="primary" danger={danger} loading={saving.isPending} disabled={stale} onClick={() => form.submit()}>
          {submit}
        </Button>,
      ]}
    >
      <Form
        form={form as FormInstance}
        layout="vertical"
        name={name}
        initialValues={initial ?? {}}
        onFinish={(fields: Fields) => saving.mutate(fields)}
        // What the server refused is marked until it is changed.
        onValuesChange={(changed: object) => form.setFields(Object.keys(changed).map((field) => ({ name: [field] as never, errors: [] })))}
        className="edit-dialog"
      >
        <ProblemAlert error={saving.error ?? newest.error} shown={shown} />
        {stale && latest ? (
          <div className="edit-dialog__stale">
            <Button onClick={() => take(false)}>{t('stale.take')}</Button>
            <Button onClick={() => take(true)}>{t('stale.keep')}</Button>
          </div>
        ) : null}
        {typeof children === 'function' ? children(form) : children}
      </Form>
    </Modal>
  )
}

/** What was refused of the fields that the form has (`members.0.staffId` too). */
function problemsOn(form: FormInstance, error: unknown): readonly FieldProblem[] {
  const names = new Set(Object.keys((form.getFieldsValue(true) ?? {}) as object))
  return error ? asProblem(error).fields.filter(({ path }) => names.has(topOf(path))) : []
}

const topOf = (path: string): string => path.split('.')[0] ?? ''
