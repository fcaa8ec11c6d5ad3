import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uploadAttachment } from '../api/upload.ts'
import './attachment-field.css'
import { ProblemAlert } from './problem-alert.tsx'

export type Uploaded = { readonly id: string; readonly name: string; readonly size: number }
type Props = { readonly value?: readonly Uploaded[]; readonly onChange?: (attachments: Uploaded[]) => void }
type Underway = { readonly name: string; readonly percent: number }

/** Files go up at once, with their progress; the message only names them. */
export function AttachmentField({ value = [], onChange }: Props) {
  const { t } = useTranslation('ui')
  const input = useRef<HTMLInputElement>(null)
  const [underway, setUnderway] = useState<Underway | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const add = async (files: readonly File[]) => {
    setProblem(null)
    const done = [...value]
    for (const file of files) {
      setUnderway({ name: file.name, percent: 0 })
      try {
        done.push(await uploadAttachment(file, (percent) => setUnderway({ name: file.name, percent })))
        onChange?.([...done])
      } catch (fault) {
        setProblem(fault)
      }
    }
    setUnderway(null)
  }
  return (
    <div className="attach">
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          void add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Button size="small" type="text" disabled={underway !== null} onClick={() => input.current?.click()}>
        {t('attach.add')}
      </Button>
      <ul className="attach__list">
        {value.map((each) => (
          <li key={each.id}>
            {each.name}
            <button
              type="button"
              aria-label={t('attach.remove', { name: each.name })}
              onClick={() => onChange?.(value.filter((other) => other.id !== each.id))}
            >
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      {underway ? (
        <div className="attach__underway" role="status">
          {t('attach.underway', { name: underway.name })}
          <progress max={100} value={underway.percent} aria-label={t('attach.underway', { name: underway.name })} />
        </div>
      ) : null}
      <ProblemAlert error={problem} />
    </div>
  )
}
