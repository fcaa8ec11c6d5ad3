import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** A package that most processes never need, loaded the first time it is asked for. `T`: what it exports (CommonJS). */
export function lazyPackage<T>(name: string): () => T {
  let loaded: T | undefined
  return () => {
    loaded ??= require(name) as T
    return loaded
  }
}
