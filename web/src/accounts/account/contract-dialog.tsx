import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { EditDialog } from '../../admin/edit-dialog.tsx'
import { api } from '../../api/client.ts'
import type { Account, Contract } from '../accounts-queries.ts'

type Fields = Pick<Contract, 'name' | 'tier' | 'startsOn' | 'endsOn' | 'annualFee' | 'currency'>
type Props = { readonly account: Account; readonly contract: Contract | null; readonly onClose: () => void }
const CURRENCIES = ['CNY', 'USD', 'EUR', 'HKD', 'SGD', 'JPY'] as const

export function ContractDialog({ account, contract, onClose }: Props) {
  const { t } = useTranslation('accounts')
  const client = useQueryClient()
  const save = async (fields: Fields, version: number) => {
    const body = { ...fields, annualFee: fields.annualFee?.trim() || null }
    if (contract) await api.patch(`/contracts/${contract.id}`, body, version)
    else await api.post('/contracts', { ...body, accountId: account.id })
    await client.invalidateQueries({ queryKey: ['contracts'] })
  }
  const needed = [{ required: true, message: t('admin:needed') }]
  return (
    <EditDialog<Fields>
      title={contract ? t('editTitle', { name: contract.name }) : t('contracts.add')}
      submit={t('admin:save')}
      name="contract"
      initial={contract ? fieldsOf(contract) : { tier: account.tier, currency: 'CNY' }}
      version={contract?.version ?? 0}
      save={save}
      {...(contract
        ? {
            latest: async () => {
              const now = await api.get<Contract>(`/contracts/${contract.id}`)
              return { fields: fieldsOf(now), version: now.version }
            },
          }
        : {})}
      onClose={onClose}
    >
      <div className="pair">
        <Form.Item name="name" label={t('contracts.name')} rules={needed}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="tier" required label={t('tier')}>
          <Select
            aria-label={t('tier')}
            options={(['standard', 'priority', 'strategic'] as const).map((value) => ({ value, label: t(`vocabulary:tier.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="startsOn" label={t('contracts.startsOn')} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="endsOn" label={t('contracts.endsOn')} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="annualFee" label={t('contracts.fee')} extra={t('contracts.feeHint')}>
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="currency" required label={t('contracts.currency')}>
          <Select aria-label={t('contracts.currency')} options={CURRENCIES.map((value) => ({ value, label: value }))} />
        </Form.Item>
      </div>
    </EditDialog>
  )
}

function fieldsOf({ name, tier, startsOn, endsOn, annualFee, currency }: Contract): Fields {
  return { name, tier, startsOn, endsOn, annualFee, currency }
}
