import { useQueryClient } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import type { Mailbox } from '../../mail/mail-queries.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { AdminPage } from '../admin-page.tsx'
import { type Check, CheckResult } from './check-result.tsx'

type Answer = { readonly state: string; readonly code?: string; readonly error?: string; readonly error_description?: string }
type Reached = { readonly mailbox?: Mailbox; readonly check?: Check; readonly error?: unknown }

/** Where the provider sends people back to: what they bring is handed in at once, and the mailbox tried with it. */
export function ConsentReturnPage() {
  const { t } = useTranslation('admin')
  const { mailbox, check, error } = useHandIn(useSearch({ from: '/shell/admin/mailboxes/signed-in' }))
  return (
    <AdminPage title={t('consent.title')} lead={t('consent.lead')}>
      {mailbox ? (
        <>
          <Alert type="success" showIcon role="status" title={t('consent.done', { name: mailbox.name })} className="consent-done" />
          <CheckResult name={mailbox.name} isChecking={!check} check={check} error={error} onClose={() => undefined} />
        </>
      ) : error ? (
        <ProblemAlert error={error} />
      ) : (
        <Alert type="info" showIcon role="status" title={t('consent.handing')} />
      )}
      <p className="consent-back">
        <Link to="/admin/mailboxes">{t('consent.back')}</Link>
      </p>
    </AdminPage>
  )
}

// Handed in once a page, however often React mounts it: the second time would be refused as used.
const handedIn = new Map<string, Promise<Mailbox>>()

function useHandIn(search: Partial<Answer>): Reached {
  const client = useQueryClient()
  const [answer] = useState(search)
  const [reached, setReached] = useState<Reached>({})
  useEffect(() => {
    // A code is for one use, and no matter of the address bar, the history or a screenshot.
    window.history.replaceState(window.history.state, '', window.location.pathname)
    let isLeft = false
    const show = (more: Reached) => {
      if (!isLeft) setReached((before) => ({ ...before, ...more }))
    }
    handIn(answer)
      .then(async (mailbox) => {
        show({ mailbox })
        await client.invalidateQueries({ queryKey: ['mailboxes'] })
        show({ check: await api.post<Check>(`/mailboxes/${mailbox.id}/checks`) })
      })
      .catch((error: unknown) => show({ error }))
    return () => {
      isLeft = true
    }
  }, [answer, client])
  return reached
}

function handIn(answer: Partial<Answer>): Promise<Mailbox> {
  const { state = '', code, error, error_description: errorDescription } = answer
  const known = handedIn.get(state)
  if (known) return known
  const refused = { error: error ?? 'no_code', ...(errorDescription ? { errorDescription } : {}) }
  const asked = api.post<Mailbox>('/mailbox-consents', { state: state || '-', ...(code ? { code } : refused) })
  handedIn.set(state, asked)
  return asked
}
