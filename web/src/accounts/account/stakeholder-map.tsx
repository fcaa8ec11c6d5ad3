import { useTranslation } from 'react-i18next'
import { Initial } from '../../ui/owner-chip.tsx'
import type { Contact } from '../accounts-queries.ts'

const ROLES = ['decision_maker', 'it', 'business_user', 'champion', 'coordinator', 'security', 'procurement', 'admin'] as const
/** Without these somebody will be surprised. */
const WANTED: readonly string[] = ['decision_maker', 'it', 'coordinator']

/** Who of theirs matters for what. A role that nobody is known for is said, where it should be. */
export function StakeholderMap({ contacts }: { readonly contacts: readonly Contact[] }) {
  const { t } = useTranslation('accounts')
  const shown = ROLES.map((role) => ({ role, people: contacts.filter((each) => each.active && each.stakeholderRoles.includes(role)) }))
  if (contacts.length === 0) return null
  return (
    <section aria-label={t('stakeholders')}>
      <ul className="stakeholders">
        {shown
          .filter(({ role, people }) => people.length > 0 || WANTED.includes(role))
          .map(({ role, people }) => (
            <li key={role} className="panel stakeholders__role">
              <span className="stakeholders__word">{t(`vocabulary:stakeholder.${role}`)}</span>
              {people.length === 0 ? <span className="tag tag--warn">{t('nobodyKnown')}</span> : null}
              {people.map((person) => (
                <span key={person.id} className="stakeholders__person">
                  <Initial name={person.name} />
                  {person.name}
                </span>
              ))}
            </li>
          ))}
      </ul>
    </section>
  )
}
