import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { mailboxCheckOut } from '#mail/contract'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { DkimRecord } from './dkim-record.tsx'
import './mailboxes.css'

export type Check = z.input<typeof mailboxCheckOut>
type Props = {
  readonly name: string
  readonly isChecking: boolean
  readonly check: Check | undefined
  readonly error: unknown
  readonly onClose: () => void
}

/** What the servers of a mailbox answered, each way in words. */
export function CheckResult({ name, isChecking, check, error, onClose }: Props) {
  const { t } = useTranslation('admin')
  if (error) return <ProblemAlert error={error} />
  if (isChecking || !check) return <Alert type="info" showIcon role="status" title={t('mailboxes.checking', { name })} />
  const ways = [check.receive, check.send]
  const isFine = ways.every((way) => way === null || way.ok) && (check.dkim === null || check.dkim.standing === 'right')
  return (
    <Alert
      type={isFine ? 'success' : 'warning'}
      showIcon
      role="status"
      closable={{ onClose }}
      title={t(isFine ? 'mailboxes.checkedFine' : 'mailboxes.checkedNot', { name })}
      description={
        <ul className="check-result">
          {(['receive', 'send'] as const).map((way) => (
            <li key={way}>
              <strong>{t(`mailboxes.${way}`)}</strong> {wordsOf(check[way]) ?? t(check[way] ? 'mailboxes.letsIn' : 'mailboxes.noServer')}
              {way === 'receive' && check.receive?.moveFolder ? ` ${t(`mailboxes.moveFolder.${check.receive.moveFolder}`)}` : null}
              {check[way]?.trouble?.detail ? <code>{check[way].trouble.detail}</code> : null}
            </li>
          ))}
          {check.dkim ? <Dkim dkim={check.dkim} /> : null}
        </ul>
      }
    />
  )
}

function Dkim({ dkim: { standing, words, name, record, found } }: { readonly dkim: NonNullable<Check['dkim']> }) {
  const { t } = useTranslation('admin')
  return (
    <li>
      <strong>{t('mailboxes.dkim')}</strong> {words}
      {standing === 'right' || !record ? null : <DkimRecord record={record} />}
      {found.length > 0 ? (
        <details>
          <summary>{t('mailboxes.dkimFound', { name })}</summary>
          {found.map((text) => (
            <code key={text}>{text}</code>
          ))}
        </details>
      ) : null}
    </li>
  )
}

function wordsOf(way: Check['send']): string | null {
  return way?.trouble?.words ?? null
}
