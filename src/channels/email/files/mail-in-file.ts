/** One mail of a file, a folder or a stream. `position` counts from 1 inside of `file`. `bytes` is null when `why` says what kept it from being read. */
export type MailInFile = {
  readonly file: string
  readonly position: number
  readonly size: number
} & (
  | { readonly bytes: Buffer; readonly why: null }
  | { readonly bytes: null; readonly why: 'too-large' | 'not-found' | 'not-readable' | 'empty' }
)
