import { useTranslation } from 'react-i18next'
import { useFunctionNames } from '../../api/functions.ts'
import { useMe } from '../../api/me.ts'
import { useNow } from '../../ui/now.ts'
import { shortText } from '../../ui/time-text.ts'
import type { Staff } from '../admin-queries.ts'
import { RowActs } from '../row-acts.tsx'
import { Sheet } from '../sheet.tsx'
import type { StaffAct } from './staff-page.tsx'

type Props = { readonly people: readonly Staff[]; readonly onAct: (act: StaffAct, person: Staff) => void }

export function StaffTable({ people, onAct }: Props) {
  const { t } = useTranslation('admin')
  const nameOf = useFunctionNames()
  const me = useMe()
  const manages = me?.abilities.includes('manage access') ?? false
  return (
    <Sheet
      label={t('section.staff')}
      heads={[t('staff.name'), t('staff.role'), t('staff.functions'), t('staff.skills'), t('staff.state'), '']}
    >
      {people.map((person) => {
        const acts: readonly StaffAct[] = [
          ...(person.abilities.includes('edit') ? (['edit'] as const) : []),
          ...(person.abilities.includes('set-away') ? (['away'] as const) : []),
          ...(manages ? (['sessions'] as const) : []),
          ...(person.abilities.includes('disable') ? (['disable'] as const) : []),
          ...(person.abilities.includes('enable') ? (['enable'] as const) : []),
        ]
        return (
          <tr key={person.id} className={person.active ? '' : 'sheet__off'}>
            <th scope="row">
              {person.name}
              <span className="sheet__sub">
                {person.title ? t('staff.titled', { title: person.title, email: person.email }) : person.email}
              </span>
            </th>
            <td>{t(`role.${person.role}`)}</td>
            <td>
              <span className="tags">
                {person.functions.map((key) => (
                  <span key={key} className="tag">
                    {nameOf(key)}
                  </span>
                ))}
              </span>
            </td>
            <td>{person.skills.join(t('ui:listSeparator'))}</td>
            <td>
              <State person={person} />
            </td>
            <td className="sheet__acts">
              <RowActs
                of={person.name}
                acts={acts.map((act) => ({
                  key: act,
                  word: t(`staff.act.${act}`),
                  danger: act === 'disable',
                  onAct: () => onAct(act, person),
                }))}
              />
            </td>
          </tr>
        )
      })}
    </Sheet>
  )
}

function State({ person }: { readonly person: Staff }) {
  const { t, i18n } = useTranslation('admin')
  const now = useNow(60_000)
  if (!person.active) return <span className="tag">{t('staff.disabled')}</span>
  const until = person.awayUntil ? Date.parse(person.awayUntil) : null
  if (until === null || until <= now || !person.awayFrom) return <span className="tag tag--good">{t('staff.active')}</span>
  const from = Date.parse(person.awayFrom)
  const words = from > now ? 'staff.willBeAway' : 'staff.awayUntil'
  return (
    <span className="tag tag--warn">
      {t(words, { from: shortText(from, now, i18n.language), until: shortText(until, now, i18n.language) })}
    </span>
  )
}
