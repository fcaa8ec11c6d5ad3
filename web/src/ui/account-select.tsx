import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountQuery, accountsQuery } from '../api/directory.ts'

type Props = {
  readonly value?: string
  readonly onChange?: (id: string | undefined) => void
  readonly onPicked?: () => void
  readonly label: string
  readonly id?: string
}

/** A customer, found by name. */
export function AccountSelect({ value, onChange, onPicked, label, id }: Props) {
  const { t } = useTranslation('ui')
  const [text, setText] = useState('')
  const q = useDeferredValue(text)
  const { data, isFetching } = useQuery(accountsQuery({ q: q || undefined }))
  const chosen = useQuery(accountQuery(value ?? ''))
  const found = data?.items ?? []
  const shown = chosen.data && !found.some((each) => each.id === chosen.data.id) ? [chosen.data, ...found] : found
  return (
    <Select
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      aria-label={label}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      loading={isFetching}
      placeholder={t('account.find')}
      notFoundContent={t('account.none')}
      onChange={(next: string | undefined) => {
        onChange?.(next)
        onPicked?.()
      }}
      options={shown.map((each) => ({ value: each.id, label: each.name }))}
    />
  )
}
