import { Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { AUDIENCES, type Audience } from '#tickets/rules/vocabulary'
import { AttachmentField, type Uploaded } from '../../ui/attachment-field.tsx'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useDraft } from '../../ui/use-draft.ts'
import type { TicketView } from '../ticket-queries.ts'
import { useTicketCommand } from '../use-ticket-command.ts'
import { AudienceLabel } from './audience-label.tsx'
import './composer.css'
import { iso } from './iso.ts'
import { RequestOutcome } from './request-outcome.tsx'
import type { TicketKeys } from './use-ticket-keys.ts'

const Recipients = lazy(() => import('./recipients.tsx').then((module) => ({ default: module.Recipients })))

type Draft = {
  readonly audience: Audience
  readonly body: string
  readonly to: readonly string[]
  readonly nextUpdateAt: number | null
  /** Absent in drafts kept from before it could be said. */
  readonly revisitAt?: number | null
  readonly attachments: readonly Uploaded[]
}
const EMPTY: Draft = { audience: 'internal', body: '', to: [], nextUpdateAt: null, attachments: [] }

/** Where words are written. Ground, label, edge and button say who will read them; the draft outlives the tab. */
export function Composer({ ticket, keys }: { readonly ticket: TicketView; readonly keys: TicketKeys }) {
  const { t } = useTranslation('ticket')
  const [draft, keep, drop] = useDraft<Draft>(`message.${ticket.id}`, EMPTY)
  const field = useRef<TextAreaRef>(null)
  const send = useTicketCommand(ticket.number, 'POST /api/v1/tickets/{id}/messages')
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const write = (audience: Audience) => {
      keep({ ...draft, audience })
      box.current?.scrollIntoView({ block: 'center' })
      field.current?.focus()
    }
    keys.write = write
    if (keys.wanted) write(keys.wanted)
    keys.wanted = null
    return () => {
      keys.write = null
    }
  })
  const canPutOff = ticket.kind === 'request'
  const ready = draft.body.trim() !== '' && !send.isPending
  const post = () => {
    if (!ready) return
    const toCustomer = draft.audience === 'customer'
    const revisitAt = toCustomer && canPutOff ? (draft.revisitAt ?? null) : null
    send.mutate(
      {
        audience: draft.audience,
        body: draft.body,
        ...(toCustomer && draft.to.length > 0 ? { to: [...draft.to] } : {}),
        ...(toCustomer && draft.nextUpdateAt !== null ? { nextUpdateAt: iso(draft.nextUpdateAt) } : {}),
        ...(revisitAt !== null ? { revisitAt: iso(revisitAt) } : {}),
        ...(draft.attachments.length > 0 ? { attachmentIds: draft.attachments.map((each) => each.id) } : {}),
      },
      { onSuccess: () => drop() },
    )
  }
  return (
    <section ref={box} className={`composer composer--${draft.audience}`} aria-label={t('composer.label')}>
      <fieldset className="composer__audiences" aria-label={t('composer.who')}>
        {AUDIENCES.map((audience) => (
          <label key={audience} className="composer__audience">
            <input
              type="radio"
              className="for-readers"
              name={`audience-${ticket.id}`}
              checked={draft.audience === audience}
              onChange={() => keep({ ...draft, audience })}
            />
            <AudienceLabel audience={audience} />
          </label>
        ))}
      </fieldset>
      <p className="composer__ground">{t(`composer.ground.${draft.audience}`)}</p>
      {draft.audience === 'customer' ? (
        <Suspense fallback={<div className="composer__recipients composer__recipients--coming" />}>
          <Recipients ticket={ticket} to={draft.to} onChange={(to) => keep({ ...draft, to })} />
        </Suspense>
      ) : null}
      {draft.audience === 'customer' && canPutOff ? (
        <RequestOutcome
          ticket={ticket}
          written={() => draft.body}
          onWords={(body) => keep({ ...draft, body })}
          onRevisit={(revisitAt) => keep({ ...draft, revisitAt })}
        />
      ) : null}
      <Input.TextArea
        ref={field}
        className="composer__body"
        variant="borderless"
        value={draft.body}
        aria-label={t(`composer.body.${draft.audience}`)}
        placeholder={t(`composer.body.${draft.audience}`)}
        autoSize={{ minRows: 3, maxRows: 16 }}
        onChange={(event) => keep({ ...draft, body: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) post()
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {draft.audience === 'customer' ? (
        <div className="composer__next">
          <span className="composer__question">{t('composer.next')}</span>
          <DateTimeField
            label={t('composer.next')}
            value={draft.nextUpdateAt}
            onChange={(nextUpdateAt) => keep({ ...draft, nextUpdateAt })}
          />
        </div>
      ) : null}
      {draft.audience === 'customer' && canPutOff ? (
        <div className="composer__next">
          <span className="composer__question">{t('composer.revisit')}</span>
          <DateTimeField
            label={t('composer.revisit')}
            picks={['in7d']}
            value={draft.revisitAt ?? null}
            onChange={(revisitAt) => keep({ ...draft, revisitAt })}
          />
        </div>
      ) : null}
      <ProblemAlert error={send.error} />
      <div className="composer__foot">
        <AttachmentField value={draft.attachments} onChange={(attachments) => keep({ ...draft, attachments })} />
        <Button type="primary" className={`send send--${draft.audience}`} loading={send.isPending} disabled={!ready} onClick={post}>
          {t(`composer.send.${draft.audience}`)}
        </Button>
      </div>
    </section>
  )
}
