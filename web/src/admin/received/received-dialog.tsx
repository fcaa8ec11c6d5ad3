import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { type ReceivedMail, receivedMailQuery } from '../../mail/mail-queries.ts'
import { WholeMail } from '../../mail/whole-mail.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useWhy } from './use-why.ts'

/** One received mail: why it is where it is, what it says, and what an administrator may do with it. */
export function ReceivedDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation('admin')
  const { data, error, isPending, refetch } = useQuery(receivedMailQuery(id))
  return (
    <Modal
      open
      title={t('received.mail')}
      width={820}
      onCancel={onClose}
      destroyOnHidden
      footer={data ? <Acts mail={data} onDone={onClose} /> : null}
    >
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {isPending && !error ? <SkeletonRows rows={4} /> : null}
      {data ? <Shown mail={data} /> : null}
    </Modal>
  )
}

function Shown({ mail }: { readonly mail: ReceivedMail }) {
  const { t } = useTranslation('admin')
  const why = useWhy()
  return (
    <>
      <p className="received-why">
        <strong>{t(`received.states.${mail.state}`)}</strong>
        {mail.why ? ` · ${why(mail.why)}` : ''}
        {mail.detail ? <span className="sheet__sub">{mail.detail}</span> : null}
        {mail.attempts > 1 ? <span className="sheet__sub">{t('received.attempts', { count: mail.attempts })}</span> : null}
      </p>
      {mail.content ? (
        <WholeMail mail={mail.content} />
      ) : (
        <p className="muted">{t(mail.kept ? 'received.keptTeach' : 'received.notUnderstood')}</p>
      )}
    </>
  )
}

function Acts({ mail, onDone }: { readonly mail: ReceivedMail; readonly onDone: () => void }) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const act = useMutation({
    mutationFn: (what: 'retries' | 'dismissal') =>
      api.post(`/received-mails/${mail.id}/${what}`, what === 'dismissal' ? { reason } : undefined),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ['received-mails'] }),
  })
  return (
    <>
      <ProblemAlert error={act.error} />
      {mail.kept ? null : (
        <Button href={`/api/v1/received-mails/${mail.id}/raw`} download>
          {t('received.save')}
        </Button>
      )}
      {mail.state === 'quarantined' ? (
        <Popconfirm
          title={t('received.dismissWhy')}
          description={
            <Input
              aria-label={t('received.dismissWhy')}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          }
          okText={t('received.dismiss')}
          cancelText={t('cancel')}
          okButtonProps={{ disabled: reason.trim() === '' }}
          onConfirm={() => act.mutate('dismissal')}
        >
          <Button>{t('received.dismiss')}</Button>
        </Popconfirm>
      ) : null}
      {mail.state === 'quarantined' || mail.state === 'ignored' ? (
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate('retries')}>
          {t('received.retry')}
        </Button>
      ) : null}
    </>
  )
}
