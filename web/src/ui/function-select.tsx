import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { functionsQuery, useFunctionNames } from '../api/functions.ts'

type Props = {
  readonly value?: string
  readonly onChange?: (key: string | undefined) => void
  readonly onPicked?: (key: string) => void
  readonly label: string
  readonly id?: string
  readonly clearable?: boolean
}

/** A function of the workspace, or the station of that name. */
export function FunctionSelect({ value, onChange, onPicked, label, id, clearable = false }: Props) {
  const nameOf = useFunctionNames()
  const { data } = useQuery(functionsQuery)
  return (
    <Select
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      aria-label={label}
      allowClear={clearable}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(key: string | undefined) => {
        onChange?.(key)
        if (key) onPicked?.(key)
      }}
      options={(data?.items ?? []).map(({ key }) => ({ value: key, label: nameOf(key) }))}
    />
  )
}
