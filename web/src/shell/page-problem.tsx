import { useRouter } from '@tanstack/react-router'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import './page-problem.css'

/** A page that could not be shown: why, and once more. */
export function PageProblem({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const router = useRouter()
  return (
    <div className="page-problem">
      <ProblemAlert
        error={error}
        onRetry={() => {
          reset()
          void router.invalidate()
        }}
      />
    </div>
  )
}
