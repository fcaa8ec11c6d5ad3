import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { staffQuery } from '../api/directory.ts'
import { useFunctionNames } from '../api/functions.ts'

export type Named = { readonly id: string; readonly name: string }
type Shared = {
  readonly label: string
  readonly id?: string
  /** Who is chosen already: shown by name before anybody searches. */
  readonly known?: readonly Named[]
  readonly within?: string
  readonly clearable?: boolean
}
type One = Shared & { readonly many?: false; readonly value?: string | null; readonly onChange?: (id: string | null) => void }
type Many = Shared & { readonly many: true; readonly value?: string[]; readonly onChange?: (ids: string[]) => void }

/** A colleague or several, found by name; what is chosen keeps its name. */
export function PersonSelect(props: One | Many) {
  const { label, id, known = [], within, clearable = false } = props
  const { t } = useTranslation('ui')
  const nameOf = useFunctionNames()
  const [text, setText] = useState('')
  const q = useDeferredValue(text)
  const { data, isFetching } = useQuery(staffQuery({ q: q || undefined, function: within }))
  const found = (data?.items ?? []).map((person) => ({
    value: person.id,
    label: t('staff.option', { name: person.name, functions: person.functions.map(nameOf).join(t('listSeparator')) }),
  }))
  const options = [
    ...found,
    ...known.filter((each) => !found.some((one) => one.value === each.id)).map((each) => ({ value: each.id, label: each.name })),
  ]
  const shared = {
    ...(id ? { id } : {}),
    'aria-label': label,
    showSearch: { filterOption: false as const, onSearch: setText, searchValue: text },
    loading: isFetching,
    notFoundContent: t('staff.none'),
    placeholder: t('staff.find'),
    options,
  }
  if (props.many) {
    return <Select<string[]> {...shared} mode="multiple" value={props.value ?? []} onChange={(ids) => props.onChange?.(ids)} />
  }
  return (
    <Select<string | null>
      {...shared}
      allowClear={clearable}
      value={props.value ?? null}
      onChange={(next) => props.onChange?.(next ?? null)}
    />
  )
}
