import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { REQUIRED_FACTS, type RequiredFact } from '#tickets/rules/playbook'

type Props = {
  readonly value: readonly RequiredFact[]
  readonly disabled: boolean
  readonly onChange: (facts: readonly RequiredFact[]) => void
}

/** What the description must say before a ticket leaves the frontline. */
export function RequiredField({ value, disabled, onChange }: Props) {
  const { t } = useTranslation('admin')
  return (
    <section className="panel setting">
      <h2 id="playbook-required">{t('playbooks.required')}</h2>
      <p className="muted">{t('playbooks.requiredLead')}</p>
      <Checkbox.Group<RequiredFact>
        aria-labelledby="playbook-required"
        className="playbook__facts"
        value={[...value]}
        disabled={disabled}
        onChange={(facts) => onChange(REQUIRED_FACTS.filter((fact) => facts.includes(fact)))}
        options={REQUIRED_FACTS.map((fact) => ({ value: fact, label: t(`playbooks.fact.${fact}`) }))}
      />
    </section>
  )
}
