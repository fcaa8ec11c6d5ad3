import { useMutation, useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answered, http } from '../../api/client.ts'
import { LanguageSwitch } from '../../shell/language-switch.tsx'
import { Mark } from '../../shell/mark.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import '../portal.css'
import './mail-act.css'

/** One ticket, one button. Opening the page does nothing: mail scanners open every link. */
export function MailActPage() {
  const { t } = useTranslation('portal')
  // Behind the #: it has reached no log.
  const token = new URLSearchParams(useLocation({ select: ({ hash }) => hash })).get('token') ?? ''
  const [reason, setReason] = useState('')
  const link = useQuery({
    queryKey: ['mail-link', token],
    queryFn: () => answered(http.POST('/api/v1/mail-links', { body: { token } })),
    retry: false,
  })
  const act = useMutation({
    mutationFn: (why: string) => answered(http.POST('/api/v1/mail-acts', { body: why === '' ? { token } : { token, reason: why } })),
  })
  usePageTitle(t('mailAct.page'))
  const shown = act.data ?? link.data
  return (
    <main className="mail-act">
      <header className="mail-act__head">
        <Mark />
        <LanguageSwitch signedIn={false} />
      </header>
      <ProblemAlert error={link.error ?? act.error} />
      {shown ? (
        <section className="mail-act__card" aria-live="polite">
          <p className="mail-act__number">{shown.number}</p>
          <h1>{shown.title}</h1>
          {shown.outcome === 'waiting' ? (
            <form
              onSubmit={(submitted) => {
                submitted.preventDefault()
                act.mutate(reason.trim())
              }}
            >
              <p>{t(`mailAct.ask_${shown.act}`)}</p>
              <p className="mail-act__as">{t('mailAct.as', { name: shown.as })}</p>
              {shown.act === 'reopen' ? (
                <Input.TextArea
                  aria-label={t('mailAct.reason')}
                  placeholder={t('mailAct.reason')}
                  value={reason}
                  rows={4}
                  maxLength={4_000}
                  onChange={(typed) => setReason(typed.target.value)}
                />
              ) : null}
              <button type="submit" className="big-act" disabled={act.isPending || (shown.act === 'reopen' && reason.trim() === '')}>
                {t(`mailAct.do_${shown.act}`)}
              </button>
            </form>
          ) : (
            <p role="status">{t(`mailAct.${shown.outcome}_${shown.act}`)}</p>
          )}
        </section>
      ) : null}
    </main>
  )
}
