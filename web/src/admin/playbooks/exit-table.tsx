import { useQuery } from '@tanstack/react-query'
import { Button, Form, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CRITERIA, type ExitRule } from '#tickets/rules/playbook'
import type { PlaybookProblem } from '#tickets/rules/playbook-problems'
import { functionsQuery, useFunctionNames } from '../../api/functions.ts'
import { FunctionSelect } from '../../ui/function-select.tsx'
import { EditDialog } from '../edit-dialog.tsx'
import { RowActs } from '../row-acts.tsx'
import { Sheet } from '../sheet.tsx'

type Props = {
  readonly exits: readonly ExitRule[]
  readonly problems: readonly PlaybookProblem[]
  readonly editable: boolean
  readonly onExits: (exits: readonly ExitRule[]) => void
}

/** What a station must have recorded before the ball leaves it: by where from and where to. */
export function ExitTable({ exits, problems, editable, onExits }: Props) {
  const { t } = useTranslation('admin')
  const nameOf = useFunctionNames()
  const [open, setOpen] = useState<number | 'new' | null>(null)
  const bad = new Set(problems.map(({ path }) => /^exits\.(\d+)/.exec(path)?.[1]))
  const target = (key: string) => (key === '*' ? t('playbooks.anywhere') : nameOf(key))
  const numbered = exits.map((rule, index) => ({ rule, index }))
  const save = (rule: ExitRule) => onExits(open === 'new' ? [...exits, rule] : exits.map((each, index) => (index === open ? rule : each)))
  return (
    <>
      <header className="setting__head">
        <h2>{t('playbooks.exits')}</h2>
        {editable ? <Button onClick={() => setOpen('new')}>{t('playbooks.addExit')}</Button> : null}
      </header>
      <p className="muted">{t('playbooks.exitsLead')}</p>
      <Sheet
        label={t('playbooks.exits')}
        heads={[t('playbooks.leaving'), t('playbooks.for'), t('playbooks.needs'), ...(editable ? [''] : [])]}
      >
        {numbered.map(({ rule, index }) => (
          <tr key={`${rule.from} ${rule.to} ${index}`}>
            <th scope="row">
              {nameOf(rule.from)} {bad.has(String(index)) ? <span className="tag tag--bad">{t('playbooks.bad')}</span> : null}
            </th>
            <td>{target(rule.to)}</td>
            <td>
              {rule.needs.length === 0
                ? t('playbooks.nothing')
                : rule.needs.map((need) => t(`playbooks.criterion.${need}`)).join(t('ui:listSeparator'))}
            </td>
            {editable ? (
              <td className="sheet__acts">
                <RowActs
                  of={t('playbooks.exitName', { from: nameOf(rule.from), to: target(rule.to) })}
                  acts={[
                    { key: 'edit', word: t('edit'), onAct: () => setOpen(index) },
                    { key: 'remove', word: t('playbooks.takeOut'), onAct: () => onExits(exits.filter((_, place) => place !== index)) },
                  ]}
                />
              </td>
            ) : null}
          </tr>
        ))}
      </Sheet>
      {open === null ? null : (
        <ExitDialog rule={open === 'new' ? null : (exits[open] ?? null)} onSave={save} onClose={() => setOpen(null)} />
      )}
    </>
  )
}

type DialogProps = { readonly rule: ExitRule | null; readonly onSave: (rule: ExitRule) => void; readonly onClose: () => void }

/** One rule; it is only drafted here and published with the playbook. */
function ExitDialog({ rule, onSave, onClose }: DialogProps) {
  const { t } = useTranslation('admin')
  const nameOf = useFunctionNames()
  const { data } = useQuery(functionsQuery)
  const needed = [{ required: true, message: t('needed') }]
  return (
    <EditDialog<ExitRule>
      title={t(rule ? 'playbooks.editExit' : 'playbooks.addExit')}
      submit={t('playbooks.draft')}
      name="exit"
      initial={rule ?? { needs: [] }}
      save={async ({ from, to, needs }) => onSave({ from, to, needs: CRITERIA.filter((each) => needs.includes(each)) })}
      onClose={onClose}
    >
      <div className="pair">
        <Form.Item name="from" label={t('playbooks.leaving')} rules={needed}>
          <FunctionSelect label={t('playbooks.leaving')} />
        </Form.Item>
        <Form.Item name="to" label={t('playbooks.for')} rules={needed}>
          <Select
            aria-label={t('playbooks.for')}
            showSearch={{ optionFilterProp: 'label' }}
            options={[
              { value: '*', label: t('playbooks.anywhere') },
              ...(data?.items ?? []).map(({ key }) => ({ value: key, label: nameOf(key) })),
            ]}
          />
        </Form.Item>
      </div>
      <Form.Item name="needs" label={t('playbooks.needs')}>
        <Select
          mode="multiple"
          aria-label={t('playbooks.needs')}
          placeholder={t('playbooks.nothing')}
          options={CRITERIA.map((value) => ({ value, label: t(`playbooks.criterion.${value}`) }))}
        />
      </Form.Item>
    </EditDialog>
  )
}
