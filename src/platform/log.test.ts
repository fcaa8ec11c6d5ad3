import { expect, test } from 'vitest'
import { openLog } from './log.ts'
import { tellAway } from './tell-away.ts'

/** A log into memory: `lines()` parsed. */
function listen(level = 'info') {
  let text = ''
  const log = openLog(level, {
    write(line: string) {
      text += line
    },
  })
  const lines = () =>
    text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as { err: object; msg: string; level: number }]))
  return { log, lines }
}

const away = () => Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' })

test('an error is told with its stack, one of a database that is away without: where it was noticed tells nothing', () => {
  const { log, lines } = listen()
  log.warn({ err: new Error('broken') }, 'a')
  log.warn({ err: away() }, 'b')
  expect(lines()[0]?.err).toMatchObject({ type: 'Error', message: 'broken', stack: expect.stringContaining('log.test.ts') })
  expect(lines()[1]?.err).toEqual({ type: 'Error', message: away().message, code: '57P01' })
})

test('what is thrown and is no error is told by its message, not as an object', () => {
  const { log, lines } = listen()
  log.warn({ err: { message: 'from a library', queue: 'x' } }, 'a')
  log.warn({ err: 'only words' }, 'b')
  expect(lines().map(({ err }) => err)).toEqual([{ message: 'from a library' }, { message: 'only words' }])
})

test('of all who notice that the database is away, one says so; other errors are always said', () => {
  const { log, lines } = listen()
  for (let n = 0; n < 20; n++) tellAway(log, away(), { n }, 'lost')
  tellAway(log, new Error('another'), {}, 'lost')
  tellAway(log, new Error('another'), {}, 'lost')
  expect(lines()).toHaveLength(3)
  const loud = listen('debug')
  for (let n = 0; n < 3; n++) tellAway(loud.log, away(), {}, 'lost')
  expect(loud.lines().map(({ level }) => level)).toEqual([40, 20, 20])
})
