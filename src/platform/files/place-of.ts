import { join } from 'node:path'

/** Where content lies below the root of a store: `ab/cd/<sha256>`. */
export function placeOf(root: string, sha256: string): string {
  return join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
}
