import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { EditDialog } from '../edit-dialog.tsx'

type Switched = { readonly name: string; readonly active: boolean; readonly version: number }
type Props = { readonly path: string; readonly what: 'company' | 'person'; readonly of: Switched; readonly onClose: () => void }

/** Disabling and enabling, with what it does said first. */
export function SwitchDialog({ path, what, of, onClose }: Props) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const save = async (_: object, version: number) => {
    await api.patch(path, { active: !of.active }, version)
    await client.invalidateQueries({ queryKey: ['partners'] })
  }
  const latest = async () => ({ fields: {}, version: (await api.get<Switched>(path)).version })
  return (
    <EditDialog<object>
      title={t(of.active ? 'staff.disableTitle' : 'staff.enableTitle', { name: of.name })}
      submit={t(of.active ? 'staff.act.disable' : 'staff.act.enable')}
      name="partner-switch"
      danger={of.active}
      version={of.version}
      save={save}
      latest={latest}
      onClose={onClose}
    >
      <p className="switch-teach">{t(`partners.${of.active ? 'disable' : 'enable'}Teach.${what}`)}</p>
    </EditDialog>
  )
}
