import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY } from '#kernel/instant'
import { RowActs } from '../../admin/row-acts.tsx'
import { Sheet } from '../../admin/sheet.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useNow } from '../../ui/now.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { type Account, type Contract, contractsOfQuery } from '../accounts-queries.ts'
import { TierTag } from '../tier-tag.tsx'
import { ContractDialog } from './contract-dialog.tsx'

const SOON_DAYS = 90

/** What was agreed, until when. Fees are shown to those who answer for the account. */
export function ContractsPanel({ account }: { readonly account: Account }) {
  const { t } = useTranslation('accounts')
  const { data, error, isPending, refetch } = useQuery(contractsOfQuery(account.id))
  const [open, setOpen] = useState<Contract | 'new' | null>(null)
  return (
    <div className="admin-page">
      {account.abilities.includes('add-contract') ? (
        <div>
          <Button onClick={() => setOpen('new')}>{t('contracts.add')}</Button>
        </div>
      ) : null}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {isPending && !error ? <SkeletonRows rows={2} height={48} /> : null}
      {data && data.items.length === 0 ? <EmptyState title={t('contracts.none')}>{t('contracts.noneTeach')}</EmptyState> : null}
      {data && data.items.length > 0 ? (
        <Sheet
          label={t('contracts.title')}
          heads={[t('contracts.name'), t('tier'), t('contracts.term'), t('contracts.left'), t('contracts.fee'), '']}
        >
          {data.items.map((contract) => (
            <Row key={contract.id} contract={contract} onEdit={() => setOpen(contract)} />
          ))}
        </Sheet>
      ) : null}
      {open ? <ContractDialog account={account} contract={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </div>
  )
}

function Row({ contract, onEdit }: { readonly contract: Contract; readonly onEdit: () => void }) {
  const { t, i18n } = useTranslation('accounts')
  const now = useNow(60_000)
  // The contract lasts through its last day.
  const left = Math.ceil((Date.parse(`${contract.endsOn}T00:00:00Z`) + DAY - now) / DAY)
  const tone = left <= 0 ? 'tag' : left <= SOON_DAYS ? 'tag tag--warn' : 'tag tag--good'
  const fee =
    contract.annualFee === null
      ? null
      : new Intl.NumberFormat(i18n.language, { style: 'currency', currency: contract.currency }).format(Number(contract.annualFee))
  return (
    <tr>
      <th scope="row">{contract.name}</th>
      <td>
        <TierTag tier={contract.tier} />
      </td>
      <td className="tabular">{t('contracts.fromTo', { from: contract.startsOn, to: contract.endsOn })}</td>
      <td>
        <span className={tone}>{left <= 0 ? t('contracts.over') : t('contracts.days', { count: left })}</span>
      </td>
      <td className="tabular">{fee ?? <span className="muted">{t('contracts.notShown')}</span>}</td>
      <td className="sheet__acts">
        {contract.abilities.includes('edit') ? (
          <RowActs of={contract.name} acts={[{ key: 'edit', word: t('admin:edit'), onAct: onEdit }]} />
        ) : null}
      </td>
    </tr>
  )
}
