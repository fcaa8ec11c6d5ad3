import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../api/problem.ts'
import { AttachmentList } from '../../tickets/ticket/attachment-list.tsx'
import { rootCauseReportsQuery } from '../../tickets/ticket-queries.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import './cause-and-remedy.css'

/** The root-cause report as its customer reads it, the newest first; nothing until one was sent. */
export function CauseAndRemedy({ number }: { readonly number: string }) {
  const { t } = useTranslation('portal')
  const { data, error, refetch } = useQuery(rootCauseReportsQuery(number))
  if (error) {
    // A partner who does not read the customer's words is answered as if there were no reports.
    return asProblem(error).status === 404 ? null : <ProblemAlert error={error} onRetry={() => void refetch()} />
  }
  return data?.items.toReversed().map((report) => (
    <article key={report.id} className="remedy" aria-labelledby={`remedy-${report.id}`}>
      <h2 id={`remedy-${report.id}`}>{t('rootCause.title')}</h2>
      <p className="remedy__by">
        <span>{t('rootCause.by', { name: report.author.name })}</span>
        <TimeAgo at={report.at} />
      </p>
      <p className="remedy__body">{report.body}</p>
      {report.attachments.length > 0 ? <AttachmentList attachments={report.attachments} /> : null}
    </article>
  ))
}
