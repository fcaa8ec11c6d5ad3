import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import type { z } from 'zod'
import { previewDeadline } from '#obligations'
import { deadlinePreviewIn } from '#obligations/contract'
import { fieldErrors } from '#platform/http/zod-fields'
import { Refused } from '#platform/refused'
import { print } from '../print.ts'

type Request = z.output<typeof deadlinePreviewIn>

export function previewCommand(program: Command): void {
  program
    .command('preview')
    .description('ask the rules without touching anything')
    .command('deadline')
    .description('one deadline-preview request on stdin, or an array of them; opens no database')
    .action(async () => {
      const given: unknown = parse(await text(process.stdin))
      const answers = Array.isArray(given) ? given.map((one) => answer(one)) : answer(given)
      print(JSON.stringify(answers))
    })
}

function parse(input: string): unknown {
  try {
    return JSON.parse(input)
  } catch {
    throw new Refused('invalid-input', {}, [{ path: 'stdin', code: 'invalid-format' }])
  }
}

/** A due, or a problem in its place: one wrong request of an array does not stop the others. */
function answer(request: unknown): unknown {
  const result = deadlinePreviewIn.safeParse(request, { reportInput: true })
  if (!result.success) return { code: 'invalid-input', errors: fieldErrors(result.error.issues) }
  const { calendar } = result.data
  if (typeof calendar === 'string') return { code: 'invalid-input', errors: [{ path: 'calendar', code: 'inline-calendar-needed' }] }
  return decided(calendar, result.data)
}

function decided(calendar: Exclude<Request['calendar'], string>, request: Request): unknown {
  const decision = previewDeadline(calendar, request, process.env['LANG']?.startsWith('zh') ? 'zh-CN' : 'en')
  return decision.accepted ? decision.state : decision.refusal
}
