import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Milliseconds between the first and the last file of one build, at most. */
const ONE_BUILD = 60_000

/**
 * Files of the build before stay beside the new ones: processes that run go on serving its page, and pages opened in browsers ask for its parts.
 * Older ones are removed. `folder`: where the build goes.
 */
export function keepLastBuild(folder: string): Plugin {
  let last = 0
  return {
    name: 'keep-last-build',
    apply: 'build',
    buildStart() {
      last = statSync(join(folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0
    },
    writeBundle(_options, bundle) {
      const assets = join(folder, 'assets')
      for (const file of readdirSync(assets)) {
        const path = join(assets, file)
        if (!(`assets/${file}` in bundle) && statSync(path).mtimeMs < last - ONE_BUILD) rmSync(path)
      }
    },
  }
}
