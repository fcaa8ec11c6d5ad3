import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { sessionsOfQuery } from '../admin-queries.ts'
import { Sheet } from '../sheet.tsx'

type Props = {
  readonly personKind: 'staff' | 'contact' | 'partner'
  readonly person: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}

/** Where somebody is signed in; one session or all of them ended at once. */
export function SessionsDialog({ personKind, person, onClose }: Props) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const query = sessionsOfQuery(personKind, person.id)
  const { data, error, isPending } = useQuery(query)
  const end = useMutation({
    mutationFn: (id: string | null) =>
      api.delete<unknown>(
        id === null ? `/sessions?${new URLSearchParams({ personKind, personId: person.id }).toString()}` : `/sessions/${id}`,
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  })
  const sessions = data?.items ?? []
  return (
    <Modal
      open
      width={680}
      title={t('sessions.title', { name: person.name })}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        ...(sessions.length > 0
          ? [
              <Button key="all" danger loading={end.isPending} onClick={() => end.mutate(null)}>
                {t('sessions.endAll')}
              </Button>,
            ]
          : []),
        <Button key="close" onClick={onClose}>
          {t('close')}
        </Button>,
      ]}
    >
      <ProblemAlert error={error ?? end.error} />
      {isPending && !error ? <SkeletonRows rows={2} height={44} /> : null}
      {data && sessions.length === 0 ? <p className="muted">{t('sessions.none')}</p> : null}
      {sessions.length > 0 ? (
        <Sheet
          label={t('sessions.title', { name: person.name })}
          heads={[t('sessions.where'), t('sessions.since'), t('sessions.used'), '']}
        >
          {sessions.map((session) => (
            <tr key={session.id}>
              <th scope="row">
                {session.address ?? t('sessions.unknown')}
                <span className="sheet__sub">{session.browser}</span>
              </th>
              <td>
                <TimeAgo at={session.createdAt as string} />
              </td>
              <td>
                <TimeAgo at={session.renewedAt as string} />
              </td>
              <td className="sheet__acts">
                {session.current ? (
                  <span className="tag tag--good">{t('sessions.this')}</span>
                ) : (
                  <Button size="small" type="text" danger onClick={() => end.mutate(session.id)}>
                    {t('sessions.end')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </Sheet>
      ) : null}
    </Modal>
  )
}
