import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageMail } from './mail-queries.ts'
import './message-mail.css'

const WholeMailDialog = lazy(() => import('./whole-mail-dialog.tsx'))

type Props = { readonly mail: NonNullable<MessageMail['mail']>; readonly path: string }

/** The whole of a mail, one click away for whoever may open it. */
export function OpenWholeMail({ mail, path }: Props) {
  const { t } = useTranslation('ticket')
  const [shown, setShown] = useState(false)
  if (!mail.mayOpen) return null
  return (
    <>
      <button type="button" className="message-mail__act" onClick={() => setShown(true)}>
        {t(mail.wasCut ? 'mail.showWholeCut' : 'mail.showWhole')}
      </button>
      {shown ? (
        <Suspense fallback={null}>
          <WholeMailDialog path={path} onClose={() => setShown(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
