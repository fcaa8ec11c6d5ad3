import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { Refused } from '#platform/refused'
import { complain, print } from '../print.ts'

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
      const { answerPreview } = await import('../answer-preview.ts')
      const locale = /^zh/i.test(process.env['LC_ALL'] || process.env['LANG'] || '') ? 'zh-CN' : 'en'
      const answers = (Array.isArray(given) ? given : [given]).map((one) => answerPreview(one, locale))
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

function isProblem(answered: unknown): boolean {
  return typeof answered === 'object' && answered !== null && 'code' in answered
}
