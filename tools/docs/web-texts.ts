import { filesOf, isCode, type Node, readModule, visit } from '../architecture/modules.ts'
import type { Finding } from './finding.ts'

const HAN = /\p{Script=Han}/u
const WORDS = /[A-Za-z]{2,}/
/** Attributes that people read or hear. */
const SPOKEN = new Set(['title', 'placeholder', 'label', 'alt', 'aria-label', 'description', 'okText', 'cancelText'])
/** Elements whose text is the same in every language: keys of the keyboard, and code. */
const UNTRANSLATED = new Set(['kbd', 'code', 'pre', 'Trans'])
/** A language is named in its own words, whatever the reader's language. */
const LANGUAGE_NAMES = new Set(['中', '中文', '简体中文'])

/** No text of the screen stands in code: no Chinese in any string, no words between tags or in what is read aloud. */
export function checkWebTexts(root: string): Finding[] {
  const files = filesOf(root, ['web/src']).filter((path) => isCode(path) && !/\.test\.tsx?$/.test(path))
  return files.flatMap((path) => {
    const module = readModule(root, path)
    const findings: Finding[] = []
    visit(module.program, (node, parent) => {
      const text = writtenText(node, parent)
      if (text && !LANGUAGE_NAMES.has(text.trim()))
        findings.push({
          path,
          line: module.lineAt(node.start),
          message: `'${text.trim()}' stands in code: put it into web/locales and use t(…)`,
        })
    })
    return findings
  })
}

function writtenText(node: Node, parent: Node | null): string | undefined {
  if (node.type === 'JSXText') {
    const text = node.value as string
    return HAN.test(text) || (WORDS.test(text) && !UNTRANSLATED.has(elementName(parent))) ? text : undefined
  }
  const text = stringOf(node)
  if (text === undefined) return undefined
  if (HAN.test(text)) return text
  return WORDS.test(text) && parent?.type === 'JSXAttribute' && SPOKEN.has(attributeName(parent)) ? text : undefined
}

function stringOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  return node.type === 'TemplateElement' ? (node.value as { raw: string }).raw : undefined
}

function elementName(element: Node | null): string {
  const opening = element?.openingElement as Node | undefined
  return ((opening?.name as Node | undefined)?.name as string | undefined) ?? ''
}

function attributeName(attribute: Node): string {
  return ((attribute.name as Node).name as string | undefined) ?? ''
}
