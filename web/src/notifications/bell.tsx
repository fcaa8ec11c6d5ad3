import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/empty-state.tsx'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import './bell.css'
import { markRead, type Notification, notificationsQuery } from './notification-queries.ts'

/** What Muster told me: live, newest first, gone from the count once read. */
export function Bell() {
  const { t } = useTranslation('notifications')
  const [open, setOpen] = useState(false)
  const list = useInfiniteQuery(notificationsQuery)
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const unread = list.data?.pages[0]?.unread ?? 0
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      // On a phone it is moved into sight, not flipped out of it on the other side.
      align={{ overflow: { adjustY: true, shiftX: true } }}
      open={open}
      onOpenChange={setOpen}
      content={
        <section className="told" aria-label={t('title')}>
          <Told items={items} unread={unread} onOpened={() => setOpen(false)} />
          <ProblemAlert error={list.error} />
          {list.hasNextPage ? (
            <Button block type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('more')}
            </Button>
          ) : null}
        </section>
      }
    >
      <button type="button" className="icon-button" aria-label={t('bell', { count: unread })} aria-expanded={open}>
        <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
          <path d="M4.5 14h11c-1-1-1.5-2-1.5-4.5a4 4 0 00-8 0c0 2.5-.5 3.5-1.5 4.5zM8.5 16.5a1.6 1.6 0 003 0" />
        </svg>
        {unread > 0 ? (
          <span className="bell__count" aria-hidden="true">
            {unread > 99 ? t('many') : unread}
          </span>
        ) : null}
      </button>
    </Popover>
  )
}

function Told({
  items,
  unread,
  onOpened,
}: {
  readonly items: readonly Notification[]
  readonly unread: number
  readonly onOpened: () => void
}) {
  const { t } = useTranslation('notifications')
  const client = useQueryClient()
  const read = useMutation({ mutationFn: markRead, onSettled: () => client.invalidateQueries({ queryKey: ['notifications'] }) })
  if (items.length === 0) return <EmptyState title={t('empty')}>{t('teach')}</EmptyState>
  return (
    <>
      <div className="told__head">
        <h2>{t('title')}</h2>
        {unread > 0 ? (
          <Button size="small" type="link" loading={read.isPending} onClick={() => read.mutate(null)}>
            {t('readAll')}
          </Button>
        ) : null}
      </div>
      <ul>
        {items.map((each) => (
          <li key={each.id} className={each.readAt === null ? 'told__one told__one--new' : 'told__one'}>
            <Sentence
              told={each}
              onOpened={() => {
                if (each.readAt === null) read.mutate([each.id])
                onOpened()
              }}
            />
            <span className="told__at">
              <TimeAgo at={each.at} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Sentence({ told, onOpened }: { readonly told: Notification; readonly onOpened: () => void }) {
  const { t } = useTranslation('notifications')
  const words = Object.fromEntries(Object.entries(told.data).map(([name, value]) => [name, String(value ?? '')]))
  const obligation = words['kind'] ? t(`vocabulary:obligation.${words['kind']}`, { defaultValue: words['kind'] }) : ''
  const text = t(`told.${told.type.replace('.', '/')}`, {
    ...words,
    context: told.reason,
    obligation,
    number: told.ticket?.number ?? '',
    defaultValue: t('told.other', { type: told.type }),
  })
  if (!told.ticket) return <span>{text}</span>
  return (
    <Link to="/tickets/$number" params={{ number: told.ticket.number }} onClick={onOpened}>
      <span className="told__text">{text}</span>
      <span className="told__ticket">{t('ticket', { number: told.ticket.number, title: told.ticket.title ?? '' })}</span>
    </Link>
  )
}
