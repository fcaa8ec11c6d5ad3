import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Alert, Button, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { AdminPage } from '../admin-page.tsx'
import type { BouncingSearch } from '../admin-routes.tsx'
import { Sheet } from '../sheet.tsx'
import '../tags.css'
import './bouncing.css'
import { type BouncingAddress, bouncingPagesQuery } from './bouncing-queries.ts'
import { WriteAgainDialog } from './write-again-dialog.tsx'

const route = getRouteApi('/shell/admin/bouncing')
const STANDINGS = ['permanent', 'temporary', 'all'] as const

/** Addresses that did not take our mail; first of all those that are sent nothing more, to be written to again. */
export function BouncingPage() {
  const { t } = useTranslation('admin')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const standing = search.standing ?? 'permanent'
  const pages = useInfiniteQuery(bouncingPagesQuery({ standing: standing === 'all' ? undefined : standing, q: search.q }))
  const [asked, setAsked] = useState<string | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const addresses = pages.data?.pages.flatMap((page) => page.items) ?? []
  const change = (next: { readonly [Key in keyof BouncingSearch]: BouncingSearch[Key] | undefined }) =>
    void navigate({ search: { ...search, ...next } as BouncingSearch, replace: true })
  return (
    <AdminPage title={t('section.bouncing')} lead={t('bouncing.lead')} error={pages.error} onRetry={() => void pages.refetch()}>
      <div className="admin-filters">
        <Input.Search
          allowClear
          defaultValue={search.q ?? ''}
          aria-label={t('bouncing.find')}
          placeholder={t('bouncing.find')}
          maxLength={320}
          onChange={({ target }) => change({ q: target.value.trim() || undefined })}
        />
        <Select
          aria-label={t('bouncing.standing')}
          value={standing}
          popupMatchSelectWidth={false}
          options={STANDINGS.map((value) => ({ value, label: t(`bouncing.standings.${value}`) }))}
          onChange={(value: (typeof STANDINGS)[number]) => change({ standing: value === 'permanent' ? undefined : value })}
        />
      </div>
      <Done address={done} />
      {pages.isPending && !pages.error ? <SkeletonRows rows={6} height={48} /> : null}
      {pages.data && addresses.length === 0 ? <Nothing isSought={search.q !== undefined} standing={standing} /> : null}
      {addresses.length > 0 ? (
        <Sheet
          label={t('section.bouncing')}
          heads={[t('bouncing.address'), t('bouncing.standing'), t('bouncing.said'), t('bouncing.at'), t('bouncing.count'), '']}
        >
          {addresses.map((one) => (
            <Row key={one.address} one={one} onWriteAgain={() => setAsked(one.address)} />
          ))}
        </Sheet>
      ) : null}
      {pages.hasNextPage ? (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
      {asked === null ? null : (
        <WriteAgainDialog
          address={asked}
          onDone={() => {
            setDone(asked)
            setAsked(null)
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </AdminPage>
  )
}

/** Its row is gone, and with it the button that had the focus: that comes here. */
function Done({ address }: { readonly address: string | null }) {
  const { t } = useTranslation('admin')
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (address !== null) place.current?.focus()
  }, [address])
  return (
    <div ref={place} tabIndex={-1} className="bouncing-done">
      {address === null ? null : <Alert type="success" showIcon role="status" title={t('bouncing.done', { address })} />}
    </div>
  )
}

function Nothing({ isSought, standing }: { readonly isSought: boolean; readonly standing: (typeof STANDINGS)[number] }) {
  const { t } = useTranslation('admin')
  if (isSought) return <EmptyState title={t('bouncing.notFound')}>{t('bouncing.notFoundTeach')}</EmptyState>
  return <EmptyState title={t(`bouncing.none.${standing}`)}>{t('bouncing.noneTeach')}</EmptyState>
}

function Row({ one, onWriteAgain }: { readonly one: BouncingAddress; readonly onWriteAgain: () => void }) {
  const { t } = useTranslation('admin')
  const { address, standing, bounces, status, diagnostic } = one
  return (
    <tr>
      <th scope="row" className="bouncing-address">
        {address}
      </th>
      <td>
        <span className={`tag ${standing === 'permanent' ? 'tag--bad' : 'tag--warn'}`}>{t(`bouncing.standings.${standing}`)}</span>
        {standing === 'temporary' ? <span className="sheet__sub">{t('bouncing.stillWritten')}</span> : null}
      </td>
      <td className="bouncing-said">
        {diagnostic ?? status ?? <span className="muted">{t('bouncing.saidNothing')}</span>}
        {diagnostic !== null && status !== null && !diagnostic.includes(status) ? <span className="sheet__sub">{status}</span> : null}
      </td>
      <td>
        <TimeAgo at={one.bouncedAt as string} />
      </td>
      <td className="tabular">{bounces}</td>
      <td className="sheet__acts">
        {standing === 'permanent' ? (
          <Button size="small" type="text" aria-label={t('actOf', { act: t('bouncing.writeAgain'), of: address })} onClick={onWriteAgain}>
            {t('bouncing.writeAgain')}
          </Button>
        ) : null}
      </td>
    </tr>
  )
}
