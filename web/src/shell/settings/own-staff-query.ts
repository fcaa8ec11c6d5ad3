import { queryOptions } from '@tanstack/react-query'
import { answered, http } from '../../api/client.ts'

/** One's own record as staff: with the version that a change is compared with. */
export const ownStaffQuery = (id: string) =>
  queryOptions({
    queryKey: ['staff', 'own', id],
    queryFn: ({ signal }) => answered(http.GET('/api/v1/staff/{id}', { params: { path: { id } }, signal })),
  })
