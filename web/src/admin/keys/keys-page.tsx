import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useNow } from '../../ui/now.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { AdminPage } from '../admin-page.tsx'
import { type KeyRow, keysQuery } from '../admin-queries.ts'
import { Sheet } from '../sheet.tsx'
import { KeyDialog } from './key-dialog.tsx'
import { KeyOnce } from './key-once.tsx'
import './keys.css'

/** Keys of people and integrations: what each may do, until when, when it was used last. */
export function KeysPage() {
  const { t } = useTranslation('admin')
  const me = useMe()
  const everybody = me?.abilities.includes('manage access') ? 'all' : 'me'
  const { data, error, isPending, refetch } = useQuery(keysQuery(everybody))
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<{ name: string; key: string } | null>(null)
  const revoke = useRevoke()
  const keys = [...(data?.items ?? [])].sort((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null))
  return (
    <AdminPage
      title={t('section.keys')}
      lead={t('keys.lead')}
      error={error}
      onRetry={() => void refetch()}
      waiting={isPending}
      acts={
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('keys.add')}
        </Button>
      }
    >
      <ProblemAlert error={revoke.error} />
      {data && keys.length === 0 ? <EmptyState title={t('keys.none')}>{t('keys.noneTeach')}</EmptyState> : null}
      {keys.length > 0 ? (
        <Sheet label={t('section.keys')} heads={[t('keys.name'), t('keys.holder'), t('keys.scopes'), t('keys.used'), t('keys.state'), '']}>
          {keys.map((key) => (
            <Row key={key.id} one={key} onRevoke={() => revoke.mutate(key.id)} />
          ))}
        </Sheet>
      ) : null}
      {adding ? (
        <KeyDialog scopes={data?.grantableScopes ?? []} manages={everybody === 'all'} onMade={setMade} onClose={() => setAdding(false)} />
      ) : null}
      {made ? <KeyOnce name={made.name} secret={made.key} onClose={() => setMade(null)} /> : null}
    </AdminPage>
  )
}

function useRevoke() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.delete<unknown>(`/keys/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: ['keys'] }),
  })
}

function Row({ one, onRevoke }: { readonly one: KeyRow; readonly onRevoke: () => void }) {
  const { t } = useTranslation('admin')
  const now = useNow(60_000)
  const expiresAt = one.expiresAt as string | null
  const expired = expiresAt !== null && Date.parse(expiresAt) <= now
  const live = one.revokedAt === null && !expired
  return (
    <tr className={live ? '' : 'sheet__off'}>
      <th scope="row">
        {one.name}
        <span className="sheet__sub">
          <code>{one.prefix}…</code>
        </span>
      </th>
      <td>
        {one.holder.name}
        <span className="sheet__sub">{t(`keys.kind.${one.holder.kind}`)}</span>
      </td>
      <td>
        <span className="tags">
          {one.scopes === null ? (
            <span className="tag">{t('keys.everything')}</span>
          ) : (
            one.scopes.map((scope) => (
              <span key={scope} className="tag">
                {scope}
              </span>
            ))
          )}
        </span>
      </td>
      <td>{one.lastUsedAt ? <TimeAgo at={one.lastUsedAt as string} /> : t('keys.never')}</td>
      <td>
        {one.revokedAt ? (
          <span className="tag">{t('keys.revoked')}</span>
        ) : expiresAt ? (
          <span className={`tag ${expired ? '' : 'tag--warn'}`}>
            {t(expired ? 'keys.expired' : 'keys.expires')} <TimeAgo at={expiresAt} />
          </span>
        ) : (
          <span className="tag tag--good">{t('keys.valid')}</span>
        )}
      </td>
      <td className="sheet__acts">
        {live ? (
          <Popconfirm
            title={t('keys.revokeSure', { name: one.name })}
            okText={t('keys.revoke')}
            cancelText={t('cancel')}
            okButtonProps={{ danger: true }}
            onConfirm={onRevoke}
          >
            <Button size="small" type="text" danger aria-label={t('actOf', { act: t('keys.revoke'), of: one.name })}>
              {t('keys.revoke')}
            </Button>
          </Popconfirm>
        ) : null}
      </td>
    </tr>
  )
}
