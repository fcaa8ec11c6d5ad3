import { QueryCache, QueryClient } from '@tanstack/react-query'
import { asProblem, ProblemError } from './problem.ts'

type Listener = () => void
const signedOut = new Set<Listener>()

/** Told when an answer says that nobody is signed in any more. */
export function onSignedOut(listener: Listener): () => void {
  signedOut.add(listener)
  return () => signedOut.delete(listener)
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (asProblem(error).status === 401) for (const listener of signedOut) listener()
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      // Refusals do not get better by asking again; a lost line might.
      retry: (count, error) => count < 2 && (!(error instanceof ProblemError) || error.status === 0 || error.status >= 502),
    },
    mutations: { retry: false },
  },
})
