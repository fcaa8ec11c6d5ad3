/** One line of the checklist: a command, and how its passes and failures are counted. */
export type Step = {
  readonly name: string
  readonly what: string
  /** Run with the Node that runs us. */
  readonly args: readonly string[]
  /** `tests`: every test of vitest's JSON report counts. `one`: the step itself is one. */
  readonly counts: 'tests' | 'one'
  /** Runs in the turn of that step, when both were asked for: each has a database server of its own, and machines have two cores. */
  readonly beside?: string
  /** Steps without which this one says nothing; when one of them failed, this one fails unrun. */
  readonly needs?: readonly string[]
  /** Packages of the distribution it cannot do without: required in CI, elsewhere skipped aloud. */
  readonly packages?: readonly DistributionPackage[]
}
export type DistributionPackage = 'chromium-headless-shell' | 'fonts-noto-cjk' | 'postgresql-15' | MailPackage
type MailPackage = 'dovecot-imapd' | 'dovecot-lmtpd' | 'postfix' | 'swaks' | 'openssl' | 'neomutt' | 'tmux'

const TSC = 'node_modules/typescript-7/bin/tsc'
const VITEST = ['node_modules/vitest/vitest.mjs', 'run']

/** Walks in which mail plays a part, by the beginnings of their paths; the rest is a step of its own. */
const MAIL_WALKS = ['test/e2e/mail', 'test/e2e/letters', 'test/e2e/bouncing-addresses']

/** Everything CI runs, in order: the cheap and telling first; of those beside each other the longest, so that both lanes end together. */
export const STEPS: readonly Step[] = [
  one('install', 'installed packages are those of the lockfile', ['tools/install-check.ts']),
  // Downloads while the others compute.
  one('packages', 'distribution packages: Chromium, CJK fonts, PostgreSQL 15, Dovecot, Postfix, swaks, NeoMutt', [
    'tools/distribution-packages.ts',
  ]),
  ...beside('packages', [
    one('types', 'types of server, tests, guards and demo', [TSC, '-p', 'tsconfig.json']),
    one('types-web', 'types of the browser', [TSC, '-p', 'web/tsconfig.json']),
    one('purity', 'rules and kernel compile without browser and Node', [TSC, '-p', 'tsconfig.rules.json']),
    tests('rules', 'rules and guards: nothing but functions', 'rules'),
    one('architecture', 'who may import whom, names, time', ['tools/architecture.ts']),
    one('lint', 'lint and format', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']),
    one('dead-code', 'nothing unused', ['node_modules/knip/bin/knip.js', '--no-progress']),
    one('test-only', 'no product file that only tests reach', [
      'node_modules/knip/bin/knip.js',
      '--no-progress',
      '--production',
      '--include',
      'files',
    ]),
    one('docs', 'docs, locales and links agree with the code', ['tools/docs.ts']),
    one('web-build', 'the browser application builds', ['--run', 'build:web']),
    // The processes of later steps start from it.
    one('server-build', 'the server builds as a few files', ['--run', 'build:server']),
  ]),
  tests('processes', 'real processes: started, killed, starved, beside each other', 'actions', ['test/platform']),
  ...beside('processes', [
    onDebian15('actions-15', 'actions and processes on PostgreSQL 15', 'actions', [
      'test/actions',
      'test/platform',
      'test/migrations',
      // How the embedded server starts and dies has nothing to do with 15.
      '--exclude=test/platform/postgres/**',
      // They kill, restart and starve a database of their own, which is the embedded one.
      '--exclude=test/platform/{kill-nine-under-load,database-restart,disk-full}.test.ts',
      // Flags, words, ports, signals and what a contract refuses are the same beside any PostgreSQL; set-up and many-processes run real ones on 15.
      '--exclude=test/platform/{command-line,roles-and-config,served-address,graceful-shutdown,every-body,demo-command}.test.ts',
    ]),
    walks('browser', 'walks in a real browser', ...MAIL_WALKS.map((path) => `--exclude=${path}*`)),
    tests('actions', 'actions on the embedded PostgreSQL 18', 'actions', ['test/actions']),
    {
      ...tests('mail', 'mail of any make is read; mail over real servers and in a real program: Dovecot, Postfix, NeoMutt', 'mail'),
      packages: ['dovecot-imapd', 'dovecot-lmtpd', 'postfix', 'swaks', 'openssl', 'neomutt', 'tmux'],
    },
    walks('browser-mail', 'walks in a real browser in which mail plays a part', ...MAIL_WALKS),
    tests('scenarios', 'the whole app, fake vendors, a clock to advance', 'scenarios'),
    tests('migrations', 'migrations on populated data', 'actions', ['test/migrations']),
    tests('authorization', 'every route × every kind of actor', 'actions', ['test/authorization']),
    // Some of them are written from a live database, migrated by it.
    one('generated', 'generated files are up to date', ['--run', 'check:generated']),
  ]),
]

function beside(name: string, steps: readonly Step[]): Step[] {
  return steps.map((step) => ({ ...step, beside: name }))
}

function one(name: string, what: string, args: readonly string[]): Step {
  return { name, what, args, counts: 'one' }
}

function tests(name: string, what: string, project: string, paths: readonly string[] = []): Step {
  return { name, what, args: [...VITEST, '--project', project, ...paths], counts: 'tests' }
}

function walks(name: string, what: string, ...paths: readonly string[]): Step {
  return { ...tests(name, what, 'browser', paths), needs: ['web-build'], packages: ['chromium-headless-shell', 'fonts-noto-cjk'] }
}

function onDebian15(name: string, what: string, project: string, paths: readonly string[]): Step {
  const step = tests(name, what, project, paths)
  return { ...step, args: ['test/harness/debian-postgres.ts', '--', process.execPath, ...step.args], packages: ['postgresql-15'] }
}
