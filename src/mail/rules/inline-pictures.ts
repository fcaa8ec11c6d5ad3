type MailFile = { readonly contentId: string | null; readonly attachmentId: string | null; readonly size: number }
/** What a content id is called in `cid:`, and where its picture is fetched. */
export type InlinePicture = { readonly contentId: string; readonly path: string }

/** Together they stand in the page as text: more than this would make a phone stop. The rest are among the files. */
const MOST_BYTES = 16_000_000
const CID = /\bsrc="\s*cid:([^"]{1,1000})"/gi

/** The pictures that the HTML of a mail shows from among its own files. */
export function inlinePictures(html: string, files: readonly MailFile[]): readonly InlinePicture[] {
  const shown = new Set(Array.from(html.matchAll(CID), (match) => named(match[1]!)))
  let bytes = 0
  return files.flatMap(({ contentId, attachmentId, size }) => {
    if (contentId === null || attachmentId === null || !shown.delete(plain(contentId))) return []
    if (bytes + size > MOST_BYTES) return []
    bytes += size
    return [{ contentId, path: `/api/v1/attachments/${attachmentId}/content` }]
  })
}

/** The HTML with its pictures in it, as data: the frame may load nothing, not even from us. What was not had is left as it is. */
export function withPictures(html: string, pictures: ReadonlyMap<string, string>): string {
  const byName = new Map(Array.from(pictures, ([contentId, data]) => [plain(contentId), data]))
  return html.replace(CID, (whole, name: string) => {
    const data = byName.get(named(name))
    return data === undefined ? whole : `src="${data}"`
  })
}

// As it stands in an attribute: escaped, and by some programs percent-encoded (RFC 2392).
function named(inAttribute: string): string {
  const id = inAttribute.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  try {
    return plain(decodeURIComponent(id))
  } catch {
    return plain(id)
  }
}

function plain(id: string): string {
  return id.trim().toLowerCase()
}
