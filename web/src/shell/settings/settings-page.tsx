import { useTranslation } from 'react-i18next'
import { useFunctionNames } from '../../api/functions.ts'
import { useMe } from '../../api/me.ts'
import { SecurityParts } from '../../auth/own/security-parts.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { OwnAway } from './own-away.tsx'
import { OwnLook } from './own-look.tsx'
import { OwnNotificationMail } from './own-notification-mail.tsx'
import './settings.css'

/** What is one's own to set: when one is away, how one hears by mail, language and look, and how one signs in. */
export function SettingsPage() {
  const { t } = useTranslation('settings')
  const me = useMe()
  const nameOf = useFunctionNames()
  usePageTitle(t('title'))
  if (!me) return null
  const functions = me.functions.map(nameOf).join(t('ui:listSeparator'))
  return (
    <div className="settings">
      <header>
        <h1>{t('title')}</h1>
        <p className="settings__who">
          {me.name} · {me.email}
          {functions === '' ? null : ` · ${functions}`}
        </p>
      </header>
      <OwnAway />
      <OwnNotificationMail />
      <OwnLook />
      <SecurityParts />
    </div>
  )
}
