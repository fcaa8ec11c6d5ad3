import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answered, http } from '../../api/client.ts'
import { saveNotificationMail, useMe } from '../../api/me.ts'
import { OwnSection } from '../../auth/own/own-section.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { absoluteText } from '../../ui/time-text.ts'

const CHOICES = ['immediate', 'digest', 'none'] as const
type Choice = (typeof CHOICES)[number]

const mailStandingQuery = queryOptions({
  queryKey: ['notifications', 'mail'],
  queryFn: ({ signal }) => answered(http.GET('/api/v1/notifications/mail', { signal })),
})

/** How what the bell tells also comes by mail, and whether it can. */
export function OwnNotificationMail() {
  const { t, i18n } = useTranslation('settings')
  const me = useMe()
  const { data: standing, error } = useQuery(mailStandingQuery)
  const [picked, setPicked] = useState<Choice | null>(null)
  const save = useMutation({
    mutationFn: saveNotificationMail,
    onSettled: (_saved, _fault, settled) => setPicked((now) => (now === settled ? null : now)),
  })
  if (!me?.notificationMail) return null
  const address = me.email ?? ''
  // What was picked shows at once; what was not saved shows as it is.
  const choice = picked ?? me.notificationMail
  return (
    <OwnSection title={t('mail.title')} teach={t('mail.teach', { address })} state={<Saved shown={save.isSuccess} />}>
      <ProblemAlert error={error ?? save.error} />
      {standing?.reach === 'no-mailbox' ? <p className="own__note">{t('mail.noMailbox')}</p> : null}
      {standing?.reach === 'address-bounces' ? <p className="own__note">{t('mail.bounces', { address })}</p> : null}
      <Radio.Group
        name="notification-mail"
        className="settings__ways"
        aria-label={t('mail.title')}
        value={choice}
        onChange={(event) => {
          setPicked(event.target.value)
          save.mutate(event.target.value)
        }}
      >
        {CHOICES.map((value) => (
          <Radio key={value} value={value}>
            <span className="settings__way">{t(`mail.choice.${value}`)}</span>
            <span className="settings__hint">{t(`mail.about.${value}`)}</span>
          </Radio>
        ))}
      </Radio.Group>
      {standing?.reach === 'ready' && choice !== 'none' ? (
        <p className="settings__hint">{t('mail.nextDigest', { at: absoluteText(Date.parse(standing.digestAt), i18n.language) })}</p>
      ) : null}
    </OwnSection>
  )
}

/** Said aloud, too, where a screen reader listens. */
function Saved({ shown }: { readonly shown: boolean }) {
  const { t } = useTranslation('settings')
  return (
    <span role="status" className={shown ? 'own__state own__state--on' : undefined}>
      {shown ? t('mail.saved') : null}
    </span>
  )
}
