import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { rootCauseReportsQuery } from '../ticket-queries.ts'
import { AttachmentList } from './attachment-list.tsx'
import './root-cause-reports.css'

/** What the customer was sent about the cause and the remedy, word for word, newest first. */
export function RootCauseReports({ number }: { readonly number: string }) {
  const { t } = useTranslation('ticket')
  const reports = useQuery(rootCauseReportsQuery(number))
  if (reports.error) return <ProblemAlert error={reports.error} onRetry={() => void reports.refetch()} />
  return reports.data?.items.toReversed().map((report) => (
    <article key={report.id} className="sent-report panel">
      <header>
        <h2>{t('rootCause.title')}</h2>
        <span>{t('rootCause.sent', { name: report.author.name })}</span>
        <TimeAgo at={report.at} />
      </header>
      <p className="sent-report__body">{report.body}</p>
      {report.attachments.length > 0 ? <AttachmentList attachments={report.attachments} /> : null}
    </article>
  ))
}
