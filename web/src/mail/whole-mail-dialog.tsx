import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { originalMailQuery } from './mail-queries.ts'
import { WholeMail } from './whole-mail.tsx'

/** The whole mail behind a message or a report, asked for when somebody wants to see it. */
export default function WholeMailDialog({ path, onClose }: { readonly path: string; readonly onClose: () => void }) {
  const { t } = useTranslation('ticket')
  const { data, error, isPending, refetch } = useQuery(originalMailQuery(path))
  return (
    <Modal open title={t('mail.whole')} width={820} footer={null} onCancel={onClose} destroyOnHidden>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {isPending && !error ? <SkeletonRows rows={4} /> : null}
      {data ? <WholeMail mail={data} /> : null}
    </Modal>
  )
}
