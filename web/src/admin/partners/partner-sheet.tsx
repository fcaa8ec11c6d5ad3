import { useTranslation } from 'react-i18next'
import { RowActs } from '../row-acts.tsx'
import { Sheet } from '../sheet.tsx'
import type { Partner } from './partner-queries.ts'
import type { PartnerAct } from './partners-page.tsx'

type Props = { readonly partners: readonly Partner[]; readonly onAct: (act: PartnerAct) => void }

export function PartnerSheet({ partners, onAct }: Props) {
  const { t } = useTranslation('admin')
  return (
    <Sheet label={t('partners.companies')} heads={[t('partners.company'), t('partners.count'), t('staff.state'), '']}>
      {partners.map((partner) => (
        <tr key={partner.id} className={partner.active ? '' : 'sheet__off'}>
          <th scope="row">{partner.name}</th>
          <td className="tabular">{partner.people}</td>
          <td>
            <span className={partner.active ? 'tag tag--good' : 'tag'}>{t(partner.active ? 'partners.inUse' : 'staff.disabled')}</span>
          </td>
          <td className="sheet__acts">
            <RowActs
              of={partner.name}
              acts={[
                { key: 'edit', word: t('edit'), onAct: () => onAct({ act: 'edit-partner', partner }) },
                {
                  key: 'switch',
                  word: t(partner.active ? 'staff.act.disable' : 'staff.act.enable'),
                  danger: partner.active,
                  onAct: () => onAct({ act: 'switch-partner', partner }),
                },
              ]}
            />
          </td>
        </tr>
      ))}
    </Sheet>
  )
}
