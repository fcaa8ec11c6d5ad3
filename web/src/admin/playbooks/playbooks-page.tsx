import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { playbooksQuery } from '../../api/playbooks.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { AdminPage } from '../admin-page.tsx'
import { Sheet } from '../sheet.tsx'
import { RelayText } from './relay-text.tsx'

/** How each kind of ticket is worked: what it must say, where it goes, what each station leaves behind. */
export function PlaybooksPage() {
  const { t } = useTranslation('admin')
  const { data, error, isPending, refetch } = useQuery(playbooksQuery)
  return (
    <AdminPage title={t('section.playbooks')} lead={t('playbooks.lead')} error={error} onRetry={() => void refetch()} waiting={isPending}>
      <Sheet
        label={t('section.playbooks')}
        heads={[t('playbooks.kind'), t('playbooks.relay'), t('playbooks.required'), t('playbooks.version'), t('playbooks.published')]}
      >
        {(data?.items ?? []).map((playbook) => (
          <tr key={playbook.kind}>
            <th scope="row">
              <Link to="/admin/playbooks/$kind" params={{ kind: playbook.kind }}>
                {t(`vocabulary:kind.${playbook.kind}`)}
              </Link>
            </th>
            <td>
              <RelayText relay={playbook.relay} />
            </td>
            <td>{playbook.required.map((fact) => t(`playbooks.fact.${fact}`)).join(t('ui:listSeparator'))}</td>
            <td className="tabular">{playbook.version}</td>
            <td>{playbook.updatedAt === null ? t('playbooks.asShipped') : <TimeAgo at={playbook.updatedAt} />}</td>
          </tr>
        ))}
      </Sheet>
    </AdminPage>
  )
}
