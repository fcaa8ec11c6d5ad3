import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import type { z } from 'zod'
import type { Locale } from '#kernel/actor'
import { previewDeadline } from '#obligations'
import { deadlinePreviewIn } from '#obligations/contract'
import { toProblem } from '#platform/http/problem'
import { fieldErrors } from '#platform/http/zod-fields'
import { type FieldError, Refused } from '#platform/refused'
import { refusalCatalogue } from '../../api/refusal-catalogue.ts'
import { complain, print } from '../print.ts'

type Request = z.output<typeof deadlinePreviewIn>

export function previewCommand(program: Command): void {
  program
    .command('preview')
    .description('试算，不改动任何东西 · ask the rules without touching anything')
    .command('deadline')
    .description(
      '试算到期时间：从标准输入读一个请求或一个数组，不打开数据库 · one deadline-preview request on stdin, or an array of them; opens no database',
    )
    .action(async () => {
      if (process.stdin.isTTY) complain('请输入 JSON，以 Ctrl-D 结束 · type JSON, then Ctrl-D')
      const given: unknown = parse(await text(process.stdin))
      const locale = /^zh/i.test(process.env['LC_ALL'] || process.env['LANG'] || '') ? 'zh-CN' : 'en'
      const answers = (Array.isArray(given) ? given : [given]).map((one) => answer(one, locale))
      print(JSON.stringify(Array.isArray(given) ? answers : answers[0]))
      if (!Array.isArray(given) && isProblem(answers[0])) process.exitCode = 1
    })
}

function parse(input: string): unknown {
  try {
    return JSON.parse(input)
  } catch {
    throw new Refused('invalid-input', {}, [{ path: 'stdin', code: 'invalid-format' }])
  }
}

/** A due, or in its place a problem as the API says it: one wrong request of an array does not stop the others. */
function answer(request: unknown, locale: Locale): unknown {
  const result = deadlinePreviewIn.safeParse(request, { reportInput: true })
  if (!result.success) return problem({ code: 'invalid-input', params: {} }, locale, fieldErrors(result.error.issues))
  const { calendar } = result.data
  // Its id means nothing without the database, which is not opened here.
  if (typeof calendar === 'string')
    return problem({ code: 'invalid-input', params: {} }, locale, [{ path: 'calendar', code: 'unknown-reference' }])
  return decided(calendar, result.data, locale)
}

function decided(calendar: Exclude<Request['calendar'], string>, request: Request, locale: Locale): unknown {
  const decision = previewDeadline(calendar, request, locale)
  return decision.accepted ? decision.state : problem(decision.refusal, locale)
}

function problem(refusal: Parameters<typeof toProblem>[1], locale: Locale, fields: readonly FieldError[] = []): unknown {
  return toProblem(refusalCatalogue, refusal, locale, fields)
}

function isProblem(answered: unknown): boolean {
  return typeof answered === 'object' && answered !== null && 'code' in answered
}
