import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFunctionNames } from '../../api/functions.ts'

type Props = {
  readonly value: readonly string[]
  readonly functions: readonly string[]
  readonly disabled: boolean
  readonly onChange: (relay: readonly string[]) => void
}

/** The usual way in order: the dots on the screen. It begins at the frontline. */
export function RelayField({ value, functions, disabled, onChange }: Props) {
  const { t } = useTranslation('admin')
  const nameOf = useFunctionNames()
  const left = functions.filter((key) => !value.includes(key))
  return (
    <section className="panel setting">
      <h2>{t('playbooks.relay')}</h2>
      <p className="muted">{t('playbooks.relayLead')}</p>
      <ol className="playbook__stations">
        {value.map((station, index) => (
          <li key={station}>
            <span className="playbook__place">{index + 1}</span>
            <span className="playbook__name">{nameOf(station)}</span>
            {disabled || index === 0 ? null : (
              <>
                {index > 1 ? (
                  <button
                    type="button"
                    className="small-act small-act--word"
                    aria-label={t('actOf', { act: t('playbooks.earlier'), of: nameOf(station) })}
                    onClick={() => onChange(swapped(value, index))}
                  >
                    {t('playbooks.earlier')}
                  </button>
                ) : null}
                <button
                  type="button"
                  className="small-act small-act--word"
                  aria-label={t('actOf', { act: t('playbooks.takeOut'), of: nameOf(station) })}
                  onClick={() => onChange(value.filter((each) => each !== station))}
                >
                  {t('playbooks.takeOut')}
                </button>
              </>
            )}
          </li>
        ))}
      </ol>
      {disabled || left.length === 0 ? null : (
        <Select
          key={value.length}
          className="playbook__add"
          aria-label={t('playbooks.addStation')}
          placeholder={t('playbooks.addStation')}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(key: string) => onChange([...value, key])}
          options={left.map((key) => ({ value: key, label: nameOf(key) }))}
        />
      )}
    </section>
  )
}

function swapped(relay: readonly string[], index: number): string[] {
  const next = [...relay]
  const [moved] = next.splice(index, 1)
  if (moved !== undefined) next.splice(index - 1, 0, moved)
  return next
}
