import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/me.ts'
import { useCommand } from '../../tickets/use-command.ts'
import { AttachmentField, type Uploaded } from '../../ui/attachment-field.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useDraft } from '../../ui/use-draft.ts'
import './words.css'

type Draft = { readonly body: string; readonly attachments: readonly Uploaded[] }
type Body = { readonly audience: 'customer' | 'partner'; readonly body: string; readonly attachmentIds?: readonly string[] }
const EMPTY: Draft = { body: '', attachments: [] }

/** An answer to us. What is typed stays on this device until it was sent. */
export function Reply({ number, asked }: { readonly number: string; readonly asked: boolean }) {
  const { t } = useTranslation('portal')
  const me = useMe()
  const [draft, keep, drop] = useDraft<Draft>(`reply.${number}`, EMPTY)
  const send = useCommand<Body>(number, `/tickets/${number}/messages`)
  const label = t(asked ? 'reply.asked' : 'reply.label')
  const post = () => {
    const attachmentIds = draft.attachments.map((each) => each.id)
    const audience = me?.kind === 'partner' ? 'partner' : 'customer'
    send.mutate({ audience, body: draft.body, ...(attachmentIds.length > 0 ? { attachmentIds } : {}) }, { onSuccess: drop })
  }
  return (
    <form
      className="reply"
      onSubmit={(event) => {
        event.preventDefault()
        post()
      }}
    >
      <label className="field__label" htmlFor="reply-body">
        {label}
      </label>
      <textarea
        id="reply-body"
        className="field__input"
        rows={3}
        maxLength={50_000}
        value={draft.body}
        onChange={(event) => keep({ ...draft, body: event.target.value })}
      />
      <ProblemAlert error={send.error} />
      <div className="reply__acts">
        <AttachmentField value={draft.attachments} onChange={(attachments) => keep({ ...draft, attachments })} />
        <button type="submit" className="big-act" disabled={draft.body.trim() === '' || send.isPending}>
          {send.isPending ? t('reply.sending') : t('reply.send')}
        </button>
      </div>
    </form>
  )
}
