import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { ProblemError } from '../../api/problem.ts'

/** An address is written to again. That somebody else has said so meanwhile is what was wanted. */
export function useWriteAgain() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (address: string) => {
      try {
        await api.delete<unknown>(`/mail-addresses/${encodeURIComponent(address)}`)
      } catch (error) {
        if (!(error instanceof ProblemError && error.status === 404)) throw error
      }
      return address
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['mail-addresses'] }),
  })
}
