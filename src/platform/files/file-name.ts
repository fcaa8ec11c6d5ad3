const LONGEST = 200
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/**
 * The name of an uploaded file as we keep it: without its path, without characters that hide or turn what is read
 * (`invoice\u202Efdp.exe` looks like a document), at most 200 long with its extension kept. Never empty.
 */
export function safeFileName(given: string): string {
  const base = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = base
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATE, '')
    .replace(/[\s\u3000]+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  return shorten(clean) || 'file'
}

function shorten(name: string): string {
  if (name.length <= LONGEST) return name
  const extension = /\.[\p{L}\p{N}]{1,12}$/u.exec(name)?.[0] ?? ''
  return `${name.slice(0, LONGEST - extension.length).replace(LONE_SURROGATE, '')}${extension}`
}

/** A Content-Disposition that every browser reads, any script included (RFC 6266, RFC 5987). */
export function contentDisposition(how: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
