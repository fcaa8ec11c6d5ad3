import { useTranslation } from 'react-i18next'
import { useCommand } from '../../tickets/use-command.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useDraft } from '../../ui/use-draft.ts'
import './settle.css'

/** Not solved after all: what is still wrong, and it is ours again at once. */
export function ReopenForm({ number, onClose }: { readonly number: string; readonly onClose: () => void }) {
  const { t } = useTranslation('portal')
  const [reason, keep, drop] = useDraft(`reopen.${number}`, '')
  const reopen = useCommand<{ reason: string }>(number, `/tickets/${number}/reopening`)
  return (
    <form
      className="reopen"
      onSubmit={(event) => {
        event.preventDefault()
        reopen.mutate(
          { reason },
          {
            onSuccess: () => {
              drop()
              onClose()
            },
          },
        )
      }}
    >
      <label className="field__label" htmlFor="reopen-reason">
        {t('settle.reason')}
      </label>
      <textarea
        id="reopen-reason"
        className="field__input"
        rows={3}
        maxLength={2000}
        autoFocus
        value={reason}
        onChange={(event) => keep(event.target.value)}
      />
      <ProblemAlert error={reopen.error} />
      <div className="settle__acts">
        <button type="submit" className="big-act" disabled={reason.trim() === '' || reopen.isPending}>
          {t('settle.reopen')}
        </button>
        <button type="button" className="plain-act" onClick={onClose}>
          {t('settle.back')}
        </button>
      </div>
    </form>
  )
}
