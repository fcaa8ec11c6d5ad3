import type { CommanderError } from 'commander'
import type { Words } from './words-of-the-system.ts'

/** What is wrong with a command line, as the parser says it in English. `{1}` is what it quotes. */
const SENTENCES: Readonly<Record<string, string>> = {
  'commander.unknownCommand': '没有“{1}”这个命令。',
  'commander.unknownOption': '没有“{1}”这个选项。',
  'commander.optionMissingArgument': '选项“{1}”后面缺少取值。',
  'commander.missingMandatoryOptionValue': '缺少必需的选项“{1}”。',
  'commander.missingArgument': '缺少参数“{1}”。',
  'commander.invalidArgument': '“{1}”的取值不对。',
  'commander.excessArguments': '“{1}”后面的参数太多。',
}

/** A command line that cannot be meant, in words. */
export function misuse(error: CommanderError): Words {
  // Called without a command: the help itself has been shown.
  if (error.code === 'commander.help') return { code: 'command-needed', zh: '', en: '' }
  const quoted = /'([^']+)'/.exec(error.message)?.[1] ?? ''
  const zh = (SENTENCES[error.code] ?? '用法不对。').replace('{1}', quoted)
  const en = error.message.replace(/^error: /, '').replace(/\n/g, ' ')
  return {
    code: 'wrong-usage',
    zh: `用法有误，没有执行：${zh}`,
    en: `Wrong usage, nothing was done: ${en}`,
    lines: ['命令和选项 commands and options: bin/muster help'],
  }
}
