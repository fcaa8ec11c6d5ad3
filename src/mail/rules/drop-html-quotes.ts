import type { HtmlElement, HtmlNode } from '#platform/rules/html-tree'
import { htmlText } from './html-text.ts'
import { quotedHeaderBlock } from './quoted-header-block.ts'

export type WithoutQuotes = { readonly nodes: readonly HtmlNode[]; readonly cut: readonly ('quote' | 'signature')[] }

/** By class or id: the element and what is in it was written by somebody else. */
const QUOTES = new Set([
  // Gmail, Thunderbird, Yahoo, Proton
  ...['gmail_attr', 'moz-cite-prefix', 'yahoo_quoted', 'protonmail_quote', 'tutanota_quote'],
  // NetEase, QQ and WeCom mail, Feishu, Alibaba and DingTalk
  ...['isreplycontent', 'ntes-mailmaster-quote', 'netease-mail-quote', 'qmquote', 'xm_compose_origin_mail_container'],
  ...['xm_mail_oringinal_describe', 'xm_mail_original_describe', 'history-quote-wrapper', 'lark-mail-quote'],
  ...['__aliyun_previous_history_wrap', 'alimail-quote', 'mail-editor-reference-message-container'],
])
/** By class or id: from here to the end of the mail somebody else speaks. */
const ENDS = new Set(['divrplyfwdmsg', 'appendonsend', 'x_divrplyfwdmsg', 'x_appendonsend', 'olk_src_body_section', 'replysplit'])
const SIGNATURES = new Set([
  ...['gmail_signature', 'moz-signature', 'applemailsignature', 'ms-outlook-mobile-signature', 'ms-outlook-mobile-body-separator-line'],
  ...[
    'signature',
    '__aliyun_signature_wrap',
    'lark-mail-signature',
    'ntes-mailmaster-signature',
    'xmail_signature',
    'protonmail_signature_block',
  ],
])

/** The tree without what the great mail programs mark as quotation or signature. Words a person put between quotations stay. */
export function dropHtmlQuotes(nodes: readonly HtmlNode[]): WithoutQuotes {
  const state = { ended: false, cut: new Set<'quote' | 'signature'>() }
  const kept = keep(nodes, state)
  return { nodes: kept, cut: [...state.cut] }
}

type State = { ended: boolean; readonly cut: Set<'quote' | 'signature'> }

function keep(nodes: readonly HtmlNode[], state: State): HtmlNode[] {
  const kept: HtmlNode[] = []
  for (const node of nodes) {
    if (state.ended) break
    if (node.kind === 'text') {
      kept.push(node)
      continue
    }
    const part = partOf(node)
    if (part === 'end') state.ended = true
    if (part === 'end' || part === 'quote') state.cut.add('quote')
    else if (part === 'signature') state.cut.add('signature')
    else kept.push({ ...node, children: keep(node.children, state) })
  }
  return kept
}

function partOf(element: HtmlElement): 'quote' | 'signature' | 'end' | null {
  const { name, attributes } = element
  const marks = marksOf(attributes)
  if (marks.some((mark) => ENDS.has(mark)) || isOutlookHeading(element)) return 'end'
  if (name === 'includetail' || marks.some((mark) => QUOTES.has(mark))) return 'quote'
  // Gmail's `div.gmail_quote` also holds what a person wrote between: only the quotations in it go.
  if (name === 'blockquote' && (attributes['type']?.toLowerCase() === 'cite' || marks.includes('gmail_quote'))) return 'quote'
  return marks.some((mark) => SIGNATURES.has(mark)) ? 'signature' : null
}

function marksOf({ id = '', class: classes = '' }: Readonly<Record<string, string>>): string[] {
  return `${id} ${classes}`.slice(0, 500).toLowerCase().split(/\s+/)
}

// Outlook and Foxmail: a line drawn above, and the header block below it.
function isOutlookHeading({ name, attributes, children }: HtmlElement): boolean {
  if (name !== 'div' || !/border-top\s*:\s*(?:solid|#|1)/i.test((attributes['style'] ?? '').slice(0, 500))) return false
  const lines = htmlText(children.slice(0, 30)).split('\n', 20)
  const first = lines.findIndex((line) => line.trim() !== '')
  return first >= 0 && quotedHeaderBlock(lines, first) !== null
}
