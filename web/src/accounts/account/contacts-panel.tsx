import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RowActs } from '../../admin/row-acts.tsx'
import { Sheet } from '../../admin/sheet.tsx'
import { SessionsDialog } from '../../admin/staff/sessions-dialog.tsx'
import { useMe } from '../../api/me.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { type Account, type Contact, contactPagesQuery, type RevealingOut } from '../accounts-queries.ts'
import { ContactDialog } from './contact-dialog.tsx'
import { RevealDialog } from './reveal-dialog.tsx'
import { StakeholderMap } from './stakeholder-map.tsx'

type Open = { readonly act: 'add' } | { readonly act: 'edit' | 'reveal' | 'sessions'; readonly contact: Contact } | null

/** The account's people. How to reach them is masked; revealing it is recorded and lasts as long as this page is open. */
export function ContactsPanel({ account }: { readonly account: Account }) {
  const { t } = useTranslation('accounts')
  const me = useMe()
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(contactPagesQuery(account.id))
  const [open, setOpen] = useState<Open>(null)
  const [revealed, setRevealed] = useState<Readonly<Record<string, RevealingOut>>>({})
  const contacts = data?.pages.flatMap((page) => page.items) ?? []
  const close = () => setOpen(null)
  return (
    <div className="admin-page">
      <StakeholderMap contacts={contacts} />
      {account.abilities.includes('add-contact') ? (
        <div>
          <Button onClick={() => setOpen({ act: 'add' })}>{t('contacts.add')}</Button>
        </div>
      ) : null}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {isPending && !error ? <SkeletonRows rows={4} height={48} /> : null}
      {data && contacts.length === 0 ? <EmptyState title={t('contacts.none')}>{t('contacts.noneTeach')}</EmptyState> : null}
      {contacts.length > 0 ? (
        <Sheet
          label={t('contacts.title')}
          heads={[t('contacts.name'), t('contacts.roles'), t('contacts.reach'), t('contacts.sees'), t('contacts.state'), '']}
        >
          {contacts.map((contact) => (
            <Row
              key={contact.id}
              contact={contact}
              clear={revealed[contact.id]}
              manages={me?.abilities.includes('manage access') ?? false}
              onOpen={(act) => setOpen({ act, contact })}
            />
          ))}
        </Sheet>
      ) : null}
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{t('admin:more')}</Button> : null}
      {open?.act === 'add' ? <ContactDialog account={account} contact={null} onClose={close} /> : null}
      {open?.act === 'edit' ? <ContactDialog account={account} contact={open.contact} onClose={close} /> : null}
      {open?.act === 'sessions' ? <SessionsDialog personKind="contact" person={open.contact} onClose={close} /> : null}
      {open?.act === 'reveal' ? (
        <RevealDialog contact={open.contact} onRevealed={(clear) => setRevealed({ ...revealed, [clear.id]: clear })} onClose={close} />
      ) : null}
    </div>
  )
}

type RowProps = {
  readonly contact: Contact
  readonly clear: RevealingOut | undefined
  readonly manages: boolean
  readonly onOpen: (act: 'edit' | 'reveal' | 'sessions') => void
}

function Row({ contact, clear, manages, onOpen }: RowProps) {
  const { t } = useTranslation('accounts')
  const { email, phone, im } = clear ?? contact
  const acts = [
    ...(contact.abilities.includes('reveal') && !clear ? (['reveal'] as const) : []),
    ...(contact.abilities.includes('edit') ? (['edit'] as const) : []),
    ...(manages ? (['sessions'] as const) : []),
  ]
  return (
    <tr className={contact.active ? '' : 'sheet__off'}>
      <th scope="row">
        {contact.name}
        <span className="sheet__sub">{[contact.department, contact.title].filter((each) => each).join(t('ui:listSeparator'))}</span>
      </th>
      <td>
        <span className="tags">
          {contact.stakeholderRoles.map((role) => (
            <span key={role} className="tag">
              {t(`vocabulary:stakeholder.${role}`)}
            </span>
          ))}
        </span>
      </td>
      <td className="tabular">
        {[email, phone, im]
          .filter((each): each is string => each !== null)
          .map((each) => (
            <span key={each} className={`reach${clear ? ' reach--clear' : ''}`}>
              {each}
            </span>
          ))}
      </td>
      <td>
        {t(`contacts.seesWord.${contact.sees}`)}
        {contact.mayConfirm ? <span className="sheet__sub">{t('contacts.mayConfirm')}</span> : null}
      </td>
      <td>
        {contact.active ? (
          <span className="tag tag--good">{t('contacts.active')}</span>
        ) : (
          <span className="tag">{t('contacts.inactive')}</span>
        )}
      </td>
      <td className="sheet__acts">
        <RowActs of={contact.name} acts={acts.map((act) => ({ key: act, word: t(`contacts.act.${act}`), onAct: () => onOpen(act) }))} />
      </td>
    </tr>
  )
}
