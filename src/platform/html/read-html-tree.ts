import { Parser } from 'htmlparser2'
import type { HtmlElement, HtmlNode } from '#platform/rules/html-tree'

/** Deeper than any mail program writes; the time for what nobody closed grows with it. */
export const MAX_HTML_DEPTH = 300
const MAX_NODES = 200_000

type Open = HtmlElement & { readonly children: HtmlNode[]; readonly attributes: Record<string, string> }

/** Not an error of ours: somebody's HTML is deeper or larger than can be shown. */
class TooMuch extends Error {}

/** HTML as a tree, with whatever is broken in it read as browsers do. Null: nested too deep or made of too many pieces. */
export function readHtmlTree(html: string): readonly HtmlNode[] | null {
  const root: Open = { kind: 'element', name: '', attributes: {}, children: [] }
  const open: Open[] = [root]
  let nodes = 0
  const add = (node: HtmlNode): void => {
    nodes += 1
    if (nodes > MAX_NODES) throw new TooMuch()
    open.at(-1)!.children.push(node)
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element: Open = { kind: 'element', name, attributes, children: [] }
        add(element)
        open.push(element)
        if (open.length > MAX_HTML_DEPTH) throw new TooMuch()
      },
      ontext: (text) => add({ kind: 'text', text }),
      onclosetag: () => void open.pop(),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  try {
    parser.end(html)
  } catch (error) {
    if (error instanceof TooMuch) return null
    throw error
  }
  return root.children
}
