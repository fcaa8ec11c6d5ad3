import type { ReactNode } from 'react'
import { usePageTitle } from '../ui/page-title.ts'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'

type Props = {
  readonly title: string
  readonly lead?: string
  readonly acts?: ReactNode
  readonly error?: unknown
  readonly onRetry?: () => void
  readonly waiting?: boolean
  readonly children: ReactNode
}

/** One section: what it is for in a sentence, its acts, and its content or why there is none. */
export function AdminPage({ title, lead, acts, error, onRetry, waiting = false, children }: Props) {
  usePageTitle(title)
  return (
    <section className="admin-page">
      <header className="admin-page__head">
        <div>
          <h1>{title}</h1>
          {lead ? <p className="admin-page__lead">{lead}</p> : null}
        </div>
        {acts ? <div className="admin-page__acts">{acts}</div> : null}
      </header>
      {error ? <ProblemAlert error={error} {...(onRetry ? { onRetry } : {})} /> : null}
      {waiting && !error ? <SkeletonRows rows={6} height={48} /> : children}
    </section>
  )
}
