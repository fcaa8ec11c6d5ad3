import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { productLinesQuery } from '../api/directory.ts'
import { useMe } from '../api/me.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import './admin.css'
import './cards.css'
import './tags.css'
import { sectionsFor } from './admin-sections.ts'

/** The sections beside the page; above it where there is no room. */
export function AdminFrame() {
  const { t } = useTranslation('admin')
  const me = useMe()
  const { data, isPending } = useQuery(productLinesQuery)
  const sections = sectionsFor(me, data?.items ?? [])
  if (isPending && sections.length === 0) return <SkeletonRows rows={6} />
  if (sections.length === 0) {
    return (
      <>
        <h1 className="for-readers">{t('title')}</h1>
        <EmptyState title={t('notYours')} act={<Link to="/">{t('shell:notFound.act')}</Link>}>
          {t('notYoursTeach')}
        </EmptyState>
      </>
    )
  }
  return (
    <div className="admin">
      <nav className="admin__sections" aria-label={t('title')}>
        <ul>
          {sections.map((section) => (
            <li key={section.to}>
              <Link to={section.to} activeProps={{ 'aria-current': 'page' }}>
                {t(`section.${section.word}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="admin__page">
        <Outlet />
      </div>
    </div>
  )
}
