import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import type { TicketView } from '../ticket-queries.ts'
import { mayGive } from './steps.ts'
import { useEdit, versionAfter } from './use-edit.ts'

export function TitleField({ ticket }: { readonly ticket: TicketView }) {
  const { t } = useTranslation('ticket')
  const [editing, setEditing] = useState<{ title: string; version: number } | null>(null)
  const edit = useEdit(ticket)
  if (!editing) {
    return (
      <div className="title-field">
        <h1>{ticket.title}</h1>
        {mayGive(ticket, 'edit') ? (
          <button
            type="button"
            className="title-field__edit"
            onClick={() => setEditing({ title: ticket.title, version: ticket.version })}
            aria-label={t('title.edit')}
          >
            {t('edit')}
          </button>
        ) : null}
      </div>
    )
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    edit.mutate(
      { change: { title: editing.title }, version: editing.version },
      { onSuccess: () => setEditing(null), onError: (error) => setEditing({ ...editing, version: versionAfter(error, editing.version) }) },
    )
  }
  return (
    <>
      <form className="title-field__form" onSubmit={save}>
        <h1 className="for-readers">{ticket.title}</h1>
        <Input
          value={editing.title}
          maxLength={200}
          autoFocus
          aria-label={t('title.label')}
          onChange={(event) => setEditing({ ...editing, title: event.target.value })}
        />
        <Button type="primary" htmlType="submit" loading={edit.isPending} disabled={editing.title.trim() === ''}>
          {t('save')}
        </Button>
        <Button onClick={() => setEditing(null)}>{t('cancel')}</Button>
      </form>
      <ProblemAlert error={edit.error} />
    </>
  )
}
