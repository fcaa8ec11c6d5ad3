import sanitize from 'sanitize-html'
import { MAX_HTML_DEPTH } from './read-html-tree.ts'

const STYLES = new Set([
  ...['color', 'background-color', 'font-family', 'font-size', 'font-style', 'font-weight', 'line-height', 'text-align', 'text-decoration'],
  ...[
    'text-indent',
    'vertical-align',
    'white-space',
    'list-style-type',
    'border-collapse',
    'border-spacing',
    'width',
    'height',
    'max-width',
  ],
  ...['padding', 'padding-left', 'padding-right', 'padding-top', 'padding-bottom', 'margin', 'margin-left', 'margin-right', 'margin-top'],
  ...[
    'margin-bottom',
    'border',
    'border-left',
    'border-right',
    'border-top',
    'border-bottom',
    'border-color',
    'border-style',
    'border-width',
  ],
])
const MAX_STYLE = 4_000
const MAX_DATA_IMAGE = 200_000
const LINK = /^\s*(?:https?|mailto|tel):/i
const DATA_IMAGE = /^data:image\/(?:png|jpeg|gif|webp);base64,/i

/** Attributes that say how a table or a text looked, in the HTML that mail programs write. */
const LOOKS = ['align', 'valign', 'width', 'height', 'bgcolor', 'dir', 'lang', 'title', 'style']

const OPTIONS: sanitize.IOptions = {
  allowedTags: [
    ...['a', 'abbr', 'address', 'article', 'b', 'bdi', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup'],
    ...['dd', 'del', 'details', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    ...['header', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'main', 'mark', 'ol', 'p', 'pre', 'q', 's', 'samp', 'section', 'small', 'span'],
    ...['strike', 'strong', 'sub', 'summary', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul', 'var'],
  ],
  allowedAttributes: {
    '*': LOOKS,
    a: ['href'],
    img: ['src', 'alt'],
    font: ['color', 'face', 'size'],
    table: ['border', 'cellpadding', 'cellspacing'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan'],
    col: ['span'],
    ol: ['start', 'type'],
    blockquote: ['type'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['cid', 'data'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'template', 'svg', 'math'],
  nestingLimit: MAX_HTML_DEPTH,
  // Each `style` would otherwise be parsed as a stylesheet, which takes most of the time of a mail.
  parseStyleAttributes: false,
  transformTags: {
    '*': (tagName, attribs) => {
      if (KEPT_TAGS.has(tagName)) keptBefore = true
      else leftOut ||= keptBefore
      return { tagName, attribs: harmless(tagName, attribs) }
    },
  },
}
const KEPT_TAGS = new Set(OPTIONS.allowedTags || [])
/** Of the reading that goes on: whether a tag was kept, and whether one after it is left out. What stands around everything kept nothing apart. */
let keptBefore = false
let leftOut = false
/** Styles of the mail in hand and what is left of them: mail programs write the same one on every paragraph. */
const styles = new Map<string, string>()
const MOST_READINGS = 4

/**
 * HTML of a stranger that may be shown: no scripts, forms, style sheets; nothing is loaded from elsewhere (pictures only from the mail
 * itself, by `cid:` or as data); links only to http(s), mailto and tel. Looks stay as they were sent.
 */
export function cleanMailHtml(html: string): string {
  styles.clear()
  leftOut = keptBefore = false
  let cleaned = sanitize(html, OPTIONS).trim()
  // What a tag kept apart stands inside one another once the tag is gone (a paragraph in a paragraph): read again until a browser reads it as it stands.
  for (let readings = 1; leftOut && readings < MOST_READINGS; readings++) {
    const again = sanitize(cleaned, OPTIONS).trim()
    if (again === cleaned) break
    cleaned = again
  }
  return cleaned
}

function harmless(tagName: string, attribs: Record<string, string>): Record<string, string> {
  const kept = { ...attribs }
  const style = kept['style'] === undefined ? '' : harmlessStyle(kept['style'])
  if (style === '') delete kept['style']
  else kept['style'] = style
  const src = kept['src']
  if (tagName === 'img' && src !== undefined && !isOwnPicture(src)) delete kept['src']
  // Without a scheme it would lead into our own pages.
  if (kept['href'] !== undefined && !LINK.test(kept['href'])) delete kept['href']
  return kept
}

function isOwnPicture(src: string): boolean {
  return /^\s*cid:/i.test(src) || (src.length <= MAX_DATA_IMAGE && DATA_IMAGE.test(src))
}

function harmlessStyle(style: string): string {
  const known = styles.get(style)
  if (known !== undefined) return known
  const harmless = style
    .slice(0, MAX_STYLE)
    .split(';')
    .flatMap((declaration) => {
      const colon = declaration.indexOf(':')
      const name = declaration.slice(0, colon).trim().toLowerCase()
      const value = declaration.slice(colon + 1).trim()
      return colon > 0 && STYLES.has(name) && isHarmlessValue(name, value) ? [`${name}:${value}`] : []
    })
    .join(';')
  styles.set(style, harmless)
  return harmless
}

// Escapes and functions could load something or hide what is loaded; a negative margin lays words over others.
function isHarmlessValue(name: string, value: string): boolean {
  if (value === '' || value.length > 300 || /[\\<>{}@]|\/\*|url|expression|image|var\(|attr\(|env\(/i.test(value)) return false
  return !(name.startsWith('margin') && value.includes('-'))
}
