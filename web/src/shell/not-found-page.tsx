import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/empty-state.tsx'

export function NotFoundPage() {
  const { t } = useTranslation('shell')
  return (
    <EmptyState title={t('notFound.title')} act={<Link to="/">{t('notFound.act')}</Link>}>
      {t('notFound.detail')}
    </EmptyState>
  )
}
