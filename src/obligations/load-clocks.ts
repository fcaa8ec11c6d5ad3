import type { Db, Tx } from '#platform/db'
import { type ClockRef, type Clocks, type CompiledClocks, clocksFrom, compiledClocks } from './rules/clocks.ts'
import { type StoredVersion, versionDigests, versionDocuments } from './store/calendars.ts'

type Ref = { readonly calendarId: string; readonly version: number }

/** Calendar versions compiled so far in this process. Keyed by what they say too: a version that was rolled back never returns. */
const compiled = new Map<string, CompiledClocks>()
const LIMIT = 200

/** The clocks of these targets and lines, compiled at most once per process. Throws when a version does not exist. */
export async function loadClocks(db: Db | Tx, wanted: readonly (ClockRef | Ref)[]): Promise<Clocks> {
  const refs = distinct(wanted.flatMap(refOf))
  const mine = new Map<string, CompiledClocks>()
  const unknown: StoredVersion[] = []
  for (const version of refs.length === 0 ? [] : await versionDigests(db, refs)) {
    const known = compiled.get(key(version))
    if (known) mine.set(nameOf(version), known)
    else unknown.push(version)
  }
  for (const version of unknown.length === 0 ? [] : await versionDocuments(db, unknown)) {
    const made = compiledClocks(version.document)
    mine.set(nameOf(version), made)
    remember(key(version), made)
  }
  return clocksFrom((calendarId, version) => {
    const found = mine.get(nameOf({ calendarId, version }))
    if (!found) throw new Error(`no such calendar version: ${calendarId} ${version}`)
    return found
  })
}

function remember(name: string, clocks: CompiledClocks): void {
  if (compiled.size >= LIMIT) compiled.clear()
  compiled.set(name, clocks)
}

function refOf(wanted: ClockRef | Ref): Ref[] {
  if ('version' in wanted) return [wanted]
  const { calendarId, calendarVersion } = wanted
  return calendarId === null || calendarVersion === null ? [] : [{ calendarId, version: calendarVersion }]
}

function distinct(refs: readonly Ref[]): Ref[] {
  return [...new Map(refs.map(({ calendarId, version }) => [nameOf({ calendarId, version }), { calendarId, version }])).values()]
}

function nameOf({ calendarId, version }: Ref): string {
  return `${calendarId}@${version}`
}

function key({ calendarId, version, digest }: StoredVersion): string {
  return `${calendarId}@${version}#${digest}`
}
