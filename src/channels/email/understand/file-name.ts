import { cleanLine, hidesSomething } from '#mail/rules/clean-text'

const MAX_NAME = 180
const EXTENSIONS: Readonly<Record<string, string>> = {
  ...{ 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/webp': 'webp', 'image/bmp': 'bmp', 'application/pdf': 'pdf' },
  ...{
    'text/plain': 'txt',
    'text/html': 'html',
    'text/csv': 'csv',
    'text/calendar': 'ics',
    'message/rfc822': 'eml',
    'application/zip': 'zip',
  },
  ...{
    'application/pkcs7-mime': 'p7m',
    'application/pkcs7-signature': 'p7s',
    'application/pgp-signature': 'asc',
    'application/ms-tnef': 'dat',
  },
}

/** What a file may be called here: one line, no folder, nothing that hides its real ending. `nth` names what came without a name. */
export function fileName(given: string, mediaType: string, nth: number, defects: Set<string>): string {
  if (hidesSomething(given)) defects.add('name-cleaned')
  const last = given.slice(-2_000).split(/[/\\]/).at(-1) ?? ''
  const name = cleanLine(last, 2_000)
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  if (name !== '') return shorten(name)
  const family = mediaType.startsWith('image/') ? 'image' : 'attachment'
  return `${family}-${nth}.${EXTENSIONS[mediaType] ?? 'bin'}`
}

// The ending is what people and programs go by.
function shorten(name: string): string {
  if (name.length <= MAX_NAME) return name
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : ''
  return cleanLine(name.slice(0, MAX_NAME - ending.length), MAX_NAME) + ending
}
