import { Select } from 'antd'

type Props = {
  readonly value?: string
  readonly onChange?: (zone: string) => void
  readonly label: string
  readonly id?: string
  readonly disabled?: boolean
}

/** An IANA zone, found by typing. */
export function TimeZoneSelect({ value, onChange, label, id, disabled = false }: Props) {
  const zones = Intl.supportedValuesOf('timeZone')
  const known = value && !zones.includes(value) ? [value, ...zones] : zones
  return (
    <Select
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      {...(onChange ? { onChange } : {})}
      aria-label={label}
      disabled={disabled}
      showSearch
      options={known.map((zone) => ({ value: zone, label: zone }))}
    />
  )
}
