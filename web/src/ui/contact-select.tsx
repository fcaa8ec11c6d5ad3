import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { contactsQuery } from '../api/directory.ts'

type Known = { readonly id: string; readonly name: string }
type Props = {
  readonly accountId: string
  readonly value?: string
  readonly onChange?: (id: string | undefined) => void
  readonly label: string
  readonly id?: string
  /** Somebody named already, shown before the list has come. */
  readonly known?: Known | null
}

/** A contact of one account. */
export function ContactSelect({ accountId, value, onChange, label, id, known = null }: Props) {
  const { t } = useTranslation('ui')
  const { data, isFetching } = useQuery({ ...contactsQuery({ accountId }), enabled: accountId !== '' })
  const people: readonly Known[] = data?.items ?? (known ? [known] : [])
  return (
    <Select
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      {...(onChange ? { onChange } : {})}
      aria-label={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      loading={isFetching}
      notFoundContent={t('contact.none')}
      placeholder={t('contact.find')}
      options={people.map((person) => ({ value: person.id, label: person.name }))}
    />
  )
}
