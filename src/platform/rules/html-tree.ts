/** HTML as a plain tree, as far as mail needs it: no comments, no document type, names in lower case. Bounded in depth by whoever reads it. */
export type HtmlText = { readonly kind: 'text'; readonly text: string }
export type HtmlElement = {
  readonly kind: 'element'
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly HtmlNode[]
}
export type HtmlNode = HtmlText | HtmlElement
