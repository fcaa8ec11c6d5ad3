import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { productLinesQuery } from '../api/directory.ts'
import { useMe } from '../api/me.ts'
import { sectionsFor } from './admin-sections.ts'

/** Administration begins at the first section that is this person's. */
export function AdminIndex() {
  const me = useMe()
  const { data } = useQuery(productLinesQuery)
  const first = sectionsFor(me, data?.items ?? [])[0]
  return first ? <Navigate to={first.to} replace /> : null
}
