import type { ReactNode } from 'react'
import './empty-state.css'

/** Nothing here: says why, and what would put something here. */
export function EmptyState({ title, children, act }: { readonly title: string; readonly children?: ReactNode; readonly act?: ReactNode }) {
  return (
    <div className="empty">
      <svg className="empty__mark" viewBox="0 0 64 40" aria-hidden="true" focusable="false">
        <path d="M4 20h16M44 20h16M32 4v8M32 28v8" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeDasharray="1 6" />
        <circle cx="32" cy="20" r="6" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
      <p className="empty__title">{title}</p>
      {children ? <div className="empty__teach">{children}</div> : null}
      {act ? <div className="empty__act">{act}</div> : null}
    </div>
  )
}
