import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '#kernel/instant'
import { api } from '../../api/client.ts'
import { serverNow } from '../../ui/now.ts'
import { say } from '../../ui/say.ts'
import { allLinesQuery, heldTicketsQuery, rostersQuery, type Staff, squadsQuery, workspaceQuery } from '../admin-queries.ts'
import { EditDialog } from '../edit-dialog.tsx'

type Fields = { readonly reason?: string }

/** Disabling says first what will move, and what must be handed on before. Enabling gives nothing back by itself. */
export function DisableDialog({ person, onClose }: { readonly person: Staff; readonly onClose: () => void }) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const save = async ({ reason }: Fields) => {
    if (!person.active) {
      await api.post(`/staff/${person.id}/enabling`)
    } else {
      const body = reason?.trim() ? { reason } : {}
      const { movedDuties } = await api.post<{ movedDuties: number }>(`/staff/${person.id}/disabling`, body)
      say('success', t('staff.disabledNow', { name: person.name, count: movedDuties }))
    }
    for (const key of ['staff', 'squads', 'rosters', 'tickets']) void client.invalidateQueries({ queryKey: [key] })
  }
  return (
    <EditDialog<Fields>
      title={t(person.active ? 'staff.disableTitle' : 'staff.enableTitle', { name: person.name })}
      submit={t(person.active ? 'staff.act.disable' : 'staff.act.enable')}
      name="disable"
      danger={person.active}
      save={save}
      onClose={onClose}
    >
      {person.active ? (
        <>
          <WhatMoves person={person} />
          <Form.Item name="reason" label={t('staff.reason')}>
            <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
          </Form.Item>
        </>
      ) : (
        <p>{t('staff.enableTeach')}</p>
      )}
    </EditDialog>
  )
}

function WhatMoves({ person }: { readonly person: Staff }) {
  const { t } = useTranslation('admin')
  const [from] = useState(() => formatInstant(serverNow()))
  const owned = useQuery(heldTicketsQuery('ownerId', person.id))
  const liaised = useQuery(heldTicketsQuery('liaisonId', person.id))
  const squads = useQuery(squadsQuery)
  const rosters = useQuery(rostersQuery({ staffId: person.id, from }))
  const places = useStandings(person.id)
  const count = (page: { items: readonly unknown[]; nextCursor: string | null } | undefined) =>
    page ? `${page.items.length}${page.nextCursor === null ? '' : '+'}` : '…'
  const member = (squads.data?.items ?? []).filter((squad) => squad.members.some((each) => each.staff.id === person.id))
  return (
    <>
      {places.length > 0 ? (
        <div className="moves">
          <strong>{t('staff.firstHandOn')}</strong>
          <ul>
            {places.map((place) => (
              <li key={place}>{place}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="moves">
        <strong>{t('staff.willMove')}</strong>
        <ul>
          <li>{t('staff.moveOwned', { n: count(owned.data) })}</li>
          <li>{t('staff.moveLiaised', { n: count(liaised.data) })}</li>
          <li>
            {member.length > 0
              ? t('staff.leaveSquads', { squads: member.map((squad) => squad.name).join(t('ui:listSeparator')) })
              : t('staff.leaveNoSquad')}
          </li>
          <li>{t('staff.endRosters', { n: count(rosters.data) })}</li>
          <li>{t('staff.endAccess')}</li>
        </ul>
      </div>
    </>
  )
}

/** What the workspace still needs this person for; disabling is refused until somebody else has it. */
function useStandings(id: string): string[] {
  const { t } = useTranslation('admin')
  const lines = useQuery(allLinesQuery(false))
  const squads = useQuery(squadsQuery)
  const workspace = useQuery(workspaceQuery)
  return [
    ...(lines.data?.items ?? []).flatMap((line) => [
      ...(line.lead.id === id ? [t('staff.standing.lead', { of: line.name })] : []),
      ...(line.executive.id === id ? [t('staff.standing.executive', { of: line.name })] : []),
      ...(line.projectLead?.id === id ? [t('staff.standing.projectLead', { of: line.name })] : []),
    ]),
    ...(squads.data?.items ?? []).filter((squad) => squad.lead.id === id).map((squad) => t('staff.standing.squadLead', { of: squad.name })),
    ...(workspace.data?.dutyManager.id === id ? [t('workspace.dutyManager')] : []),
    ...(workspace.data?.lastResort.id === id ? [t('workspace.lastResort')] : []),
  ]
}
