import { z } from 'zod'
import { id } from '#kernel/fields'

export const byMailId = z.strictObject({ id })
