import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/me.ts'
import { RowActs } from '../row-acts.tsx'
import { Sheet } from '../sheet.tsx'
import type { PartnerPerson } from './partner-queries.ts'
import type { PartnerAct } from './partners-page.tsx'

type Props = { readonly people: readonly PartnerPerson[]; readonly onAct: (act: PartnerAct) => void }

export function PartnerPeople({ people, onAct }: Props) {
  const { t } = useTranslation('admin')
  const manages = useMe()?.abilities.includes('manage access') ?? false
  return (
    <Sheet label={t('partners.people')} heads={[t('staff.name'), t('partners.company'), t('staff.locale'), t('staff.state'), '']}>
      {people.map((person) => (
        <tr key={person.id} className={person.active ? '' : 'sheet__off'}>
          <th scope="row">
            {person.name}
            <span className="sheet__sub">{person.email}</span>
          </th>
          <td>{person.partner.name}</td>
          <td>{t(`locale.${person.locale}`)}</td>
          <td>
            <span className={person.active ? 'tag tag--good' : 'tag'}>{t(person.active ? 'partners.inUse' : 'staff.disabled')}</span>
          </td>
          <td className="sheet__acts">
            <RowActs
              of={person.name}
              acts={[
                { key: 'edit', word: t('edit'), onAct: () => onAct({ act: 'edit-person', person }) },
                ...(manages ? [{ key: 'sessions', word: t('staff.act.sessions'), onAct: () => onAct({ act: 'sessions', person }) }] : []),
                {
                  key: 'switch',
                  word: t(person.active ? 'staff.act.disable' : 'staff.act.enable'),
                  danger: person.active,
                  onAct: () => onAct({ act: 'switch-person', person }),
                },
              ]}
            />
          </td>
        </tr>
      ))}
    </Sheet>
  )
}
