import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

export function ReportLink() {
  const { t } = useTranslation('shell')
  return <Link to="/report">{t('report')}</Link>
}
