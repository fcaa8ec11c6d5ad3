import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFunctionNames } from '../api/functions.ts'
import { useMe } from '../api/me.ts'
import { signOut } from '../auth/sign-in-api.ts'
import { ActMenu } from '../ui/act-menu.tsx'
import { Initial } from '../ui/owner-chip.tsx'
import './me-menu.css'

export function MeMenu({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useTranslation('shell')
  const me = useMe()
  const nameOf = useFunctionNames()
  const client = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    await signOut()
    client.clear()
    await navigate({ to: '/sign-in' })
  }
  if (!me) return null
  const functions = (me.functions ?? []).map(nameOf).join(t('listSeparator'))
  return (
    <ActMenu
      label={t('me.label', { name: me.name })}
      head={<Who name={me.name} line={functions} email={me.email ?? ''} />}
      acts={[
        { key: 'settings', label: t('me.settings'), onPick: () => void navigate({ to: '/profile' }) },
        { key: 'help', label: t('me.keyboard'), onPick: onHelp },
        { key: 'leave', label: t('me.signOut'), onPick: () => void leave() },
      ]}
    >
      <button type="button" className="icon-button" aria-label={t('me.label', { name: me.name })}>
        <Initial name={me.name} />
      </button>
    </ActMenu>
  )
}

function Who({ name, line, email }: { readonly name: string; readonly line: string; readonly email: string }) {
  return (
    <span className="who">
      <strong>{name}</strong>
      <span>{line}</span>
      <span>{email}</span>
    </span>
  )
}
