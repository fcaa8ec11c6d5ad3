import type pg from 'pg'

/** Rows that every table gets: 1 and 2. */
const ROWS = [1, 2]
const DAY_MS = 86_400_000

type Column = {
  table: string
  name: string
  type: string
  position: number
  allowed: string[] | null
  refers: { table: string; name: string } | null
}

/**
 * Puts two rows into every table there is, whatever its columns: row n has n (as a number, an id, a word) in every column,
 * so that references between rows n hold by themselves; what a check allows is taken from the check. Single-row tables keep one.
 */
export async function fillEveryTable(client: pg.Client): Promise<void> {
  const columns = await readColumns(client)
  for (const table of await tables(client)) {
    const own = columns.filter((column) => column.table === table)
    for (const n of ROWS) {
      const values = own.map((column) => cellOf(column, n, columns))
      const names = own.map(({ name }) => `"${name}"`).join(', ')
      const places = own.map(({ type }, i) => `$${i + 1}::${type}`).join(', ')
      await client.query(`insert into "${table}" (${names}) overriding system value values (${places}) on conflict do nothing`, values)
    }
  }
}

/** Every row of every table, as JSON by its text, in an order of its own. */
export async function everyRow(client: pg.Client): Promise<Map<string, Record<string, unknown>[]>> {
  const all = new Map<string, Record<string, unknown>[]>()
  for (const table of await tables(client)) {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from "${table}" t order by to_jsonb(t)::text`,
    )
    all.set(
      table,
      rows.map(({ row }) => row),
    )
  }
  return all
}

/** Tables of ours in the order in which they were made, which is an order their references allow. */
async function tables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'schema_migrations' order by oid",
  )
  return rows.map(({ name }) => name)
}

async function readColumns(client: pg.Client): Promise<Column[]> {
  const { rows } = await client.query<Omit<Column, 'allowed'> & { check: string | null; words: string | null }>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnum as position,
      (select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]) as check,
      -- One check for several columns asks a function.
      (select string_agg(p.prosrc, ' ') from pg_constraint k join pg_depend d on d.classid = 'pg_constraint'::regclass and d.objid = k.oid
        join pg_proc p on d.refclassid = 'pg_proc'::regclass and p.oid = d.refobjid
        where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any(k.conkey)) as words,
      (select jsonb_build_object('table', k.confrelid::regclass::text, 'name', f.attname)
        from pg_constraint k join pg_attribute f on f.attrelid = k.confrelid and f.attnum = k.confkey[array_position(k.conkey, a.attnum)]
        where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any(k.conkey) and f.attgenerated = '' order by k.oid limit 1) as refers
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by c.oid, a.attnum`)
  return rows.map(({ check, words, ...column }) => ({ ...column, allowed: allowedBy(check) ?? allowedBy(inFunction(words, column.name)) }))
}

function allowedBy(check: string | null): string[] | null {
  return check?.includes('ANY') || check?.includes(' in (') ? [...check.matchAll(/'([^']+)'/g)].map((match) => match[1]!) : null
}

/** The part of a function's text that says which words a column may hold: `name in ('a', 'b')`. */
function inFunction(source: string | null, name: string): string | null {
  return new RegExp(`\\b${name} in \\([^)]*\\)`).exec(source ?? '')?.[0] ?? null
}

function cellOf(column: Column, n: number, columns: readonly Column[]): unknown {
  const { table, name, type, position, allowed, refers } = column
  const target =
    refers && !(refers.table === table && refers.name === name)
      ? columns.find((one) => one.table === refers.table && one.name === refers.name)
      : undefined
  if (target) return cellOf(target, n, columns)
  if (allowed) return allowed[0]
  if (type.endsWith('[]')) return []
  if (type === 'uuid') return `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`
  // There is one default of anything.
  if (type === 'boolean') return name !== 'is_default' || n === 1
  if (type === 'jsonb') return JSON.stringify({})
  if (type === 'bytea') return Buffer.from([n])
  // Later columns later, so that what begins comes before what ends.
  if (type.startsWith('timestamp')) return new Date(Date.UTC(2026, 0, n) + position * 60_000).toISOString()
  if (type === 'date') return new Date(Date.UTC(2026, 0, n) + position * DAY_MS).toISOString().slice(0, 10)
  if (type === 'text') return `${name.replaceAll('_', '-')}-${n}`
  return String(n)
}
