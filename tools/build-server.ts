import { globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { build, type Plugin } from 'vite'

/**
 * `npm run build:server`: the server and its packages as a few files, which load in a quarter of the time that two thousand take (docs/adr/0019).
 * Each build has a folder of its own below dist/server; `current` there names the one that counts, and is as old as the beginning of its build:
 * bin/server-file.sh takes it while nothing it was made of is newer.
 */
const root = resolve(import.meta.dirname, '..')
const builds = join(root, 'dist/server')
/** Packages that look for files beside themselves stay where they are. */
const LEFT = ['pino', '@fastify/swagger']
/** A server that was started from an older build may still ask for a part of it: so many stay. */
const KEPT = 3

const began = new Date()
const name = `${began.getTime().toString(36)}-${process.pid}`
const out = join(builds, name)
// A thread is named in the source by a URL, which no bundler follows.
const threads = globSync('src/**/*-thread.ts', { cwd: root }).filter((path) =>
  readFileSync(join(root, path), 'utf8').includes('parentPort'),
)

const inItsPlace: Plugin = {
  name: 'in-its-place',
  enforce: 'pre',
  /** Each module believes it lies where its source does (migrations, the web app, packages are found from there); threads lie beside them all. */
  transform(code, id) {
    if (!id.startsWith(join(root, 'src/')) || !code.includes('import.meta.')) return null
    const place = `new URL('${relative(out, id)}', import.meta.url).href`
    return code.replaceAll(/(?:'\.\/([\w-]+-thread)\.ts', )?import\.meta\.url/g, (_, thread?: string) =>
      thread ? `'./${thread}.js', import.meta.url` : place,
    )
  },
}

await build({
  configFile: false,
  root,
  logLevel: 'warn',
  publicDir: false,
  plugins: [inItsPlace],
  ssr: { noExternal: true, external: LEFT, target: 'node' },
  build: {
    ssr: true,
    outDir: out,
    target: 'node22',
    minify: false,
    rolldownOptions: {
      input: {
        muster: join(root, 'src/cli/main.ts'),
        ...Object.fromEntries(threads.map((path) => [basename(path, '.ts'), join(root, path)])),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'part-[name]-[hash].js' },
    },
  },
})

const lost = readdirSync(out).filter((file) => /\b__(dirname|filename)\b/.test(readFileSync(join(out, file), 'utf8')))
if (lost.length > 0) {
  rmSync(out, { recursive: true })
  throw new Error(
    `a package looks for files beside itself (__dirname): name it in LEFT of tools/build-server.ts; found in ${lost.join(', ')}`,
  )
}
mkdirSync(builds, { recursive: true })
const current = join(out, 'current')
writeFileSync(current, `${name}\n`)
utimesSync(current, began, began)
renameSync(current, join(builds, 'current'))
const made = readdirSync(builds, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== name)
const oldestFirst = made.map((entry) => join(builds, entry.name)).sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
for (const path of oldestFirst.slice(0, Math.max(0, oldestFirst.length - (KEPT - 1)))) rmSync(path, { recursive: true, force: true })
