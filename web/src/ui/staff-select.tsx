import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { staffQuery } from '../api/directory.ts'
import { useFunctionNames } from '../api/functions.ts'

type Props = {
  readonly value?: string
  readonly onChange?: (id: string) => void
  readonly label: string
  readonly id?: string
  readonly within?: string
}

/** A colleague, found by name; `within` a function when given. */
export function StaffSelect({ value, onChange, label, id, within }: Props) {
  const { t } = useTranslation('ui')
  const nameOf = useFunctionNames()
  const [text, setText] = useState('')
  const q = useDeferredValue(text)
  const { data, isFetching } = useQuery(staffQuery({ q: q || undefined, function: within }))
  return (
    <Select
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      {...(onChange ? { onChange } : {})}
      aria-label={label}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      loading={isFetching}
      notFoundContent={t('staff.none')}
      placeholder={t('staff.find')}
      options={(data?.items ?? []).map((person) => ({
        value: person.id,
        label: t('staff.option', { name: person.name, functions: person.functions.map(nameOf).join(t('listSeparator')) }),
      }))}
    />
  )
}
