import type { Module } from './modules.ts'
import type { Violation } from './report.ts'

/** Lines. Most files stay between 30 and 150; past this one, a newcomer no longer knows which room they are in. */
export const MAX_FILE_LINES = 350

// Nobody reads a generated file from top to bottom.
const GENERATED = /^\W*This file was (auto-)?generated/

export function checkLength({ path, text }: Module): Violation[] {
  if (GENERATED.test(text)) return []
  const lines = text.split('\n').length - 1
  if (lines <= MAX_FILE_LINES) return []
  return [
    {
      rule: 'file-length',
      path,
      line: lines,
      message: `${lines} lines, at most ${MAX_FILE_LINES}: split it by what it can do, one capability a file`,
    },
  ]
}
