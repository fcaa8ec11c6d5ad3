import { CompiledQuery as Compiled, type CompiledQuery } from 'kysely'
import type { Db, Tx } from './db.ts'
import type { DB } from './db-types.ts'
import { withCommit } from './pipelined-dialect.ts'

type Table = keyof DB & string
/** A row as the database takes it: instants as epoch ms under `…At`-typed columns are converted by `toColumn`. */
export type Row = Readonly<Record<string, unknown>>

type Part = {
  kind: 'insert' | 'insert-once' | 'upsert' | 'update' | 'delete'
  table: Table
  key: readonly string[]
  columns: readonly string[]
  rows: Row[]
}

/** Texts by what they write: there are few shapes, and rendering one costs as much as deciding. */
const texts = new Map<string, string>()
const TEXTS = 500
/**
 * So many rows to insert are a parameter for each column; more are one JSON parameter, which PostgreSQL takes apart for longer: what a
 * new ticket owes and tells is six to nine rows each, and as JSON a seventh of what its creation takes there. More texts for more.
 */
const BARE_ROWS = 10
/** So many rows to update are each a statement of their own within the one; more are JSON too. */
const BARE_UPDATES = 3

/**
 * An array for a jsonb column. Written bare, an array is taken for one of PostgreSQL's own (text[], uuid[]); objects are JSON anyway.
 */
export function jsonArray(items: readonly unknown[]): { toJSON(): unknown; toPostgres(): string } {
  return { toJSON: () => items, toPostgres: () => JSON.stringify(items) }
}

/**
 * Everything one decision writes, sent as ONE statement: a common table expression per table, a few rows as a parameter for
 * each column, more as one JSON parameter. One round trip costs less than five (docs/adr/0002), and a single statement is atomic by itself.
 * Within it every part sees the state before the statement, so a row may be written by one part only.
 */
export class WriteSet {
  readonly #parts = new Map<string, Part>()
  #returning: { table: Table; columns: readonly string[] } | null = null

  insert(table: Table, rows: readonly Row[]): this {
    return this.#add('insert', table, [], rows)
  }

  /** Insert, silently skipping a row whose key is there already. */
  insertOnce(table: Table, rows: readonly Row[]): this {
    return this.#add('insert-once', table, [], rows)
  }

  /** Insert, or replace all other columns of the row that has this unique `key`. */
  upsert(table: Table, key: readonly string[], rows: readonly Row[]): this {
    return this.#add('upsert', table, key, rows)
  }

  /** Update rows found by `key` columns, setting all their other columns. All rows must have the same columns. */
  update(table: Table, key: readonly string[], rows: readonly Row[]): this {
    // A row that names nothing but its key changes nothing.
    return this.#add(
      'update',
      table,
      key,
      rows.filter((row) => Object.keys(row).length > key.length),
    )
  }

  /** Delete rows found by `key` columns. */
  delete(table: Table, key: readonly string[], rows: readonly Row[]): this {
    return this.#add('delete', table, key, rows)
  }

  /** What to give back of the rows inserted into `table`. */
  returning(table: Table, columns: readonly string[]): this {
    this.#returning = { table, columns }
    return this
  }

  get isEmpty(): boolean {
    return this.#parts.size === 0
  }

  compile(): CompiledQuery {
    const parameters: unknown[] = []
    let shape = this.#returning ? `${this.#returning.table} ${this.#returning.columns.join(',')}` : ''
    for (const [key, part] of this.#parts) {
      const { rows, columns } = part
      const isBare = bare(part)
      shape += `;${isBare ? rows.length : 'many'} ${key}`
      if (isBare) for (const row of rows) for (const column of columns) parameters.push(row[column] ?? null)
      else parameters.push(JSON.stringify(rows))
    }
    const text = texts.get(shape) ?? this.#render()
    if (texts.size < TEXTS) texts.set(shape, text)
    return Compiled.raw(text, parameters)
  }

  #render(): string {
    const ctes: string[] = []
    let answer = 'select 1'
    let first = 1
    for (const part of this.#parts.values()) {
      const returns = this.#returning?.table === part.table && part.kind === 'insert' ? this.#returning.columns.map(quote).join(', ') : '1'
      for (const piece of pieces(part)) {
        const name = `w${ctes.length}`
        ctes.push(`${name} as (${render(piece, first)} returning ${returns})`)
        if (returns !== '1') answer = `select * from ${name}`
        first += bare(piece) ? piece.rows.length * piece.columns.length : 1
      }
    }
    return `with ${ctes.join(', ')} ${answer}`
  }

  async execute<T = unknown>(db: Db | Tx): Promise<T[]> {
    if (this.isEmpty) return []
    const result = await db.executeQuery<T>(this.compile())
    return result.rows
  }

  /** The last write of a transaction: sent, not waited for; it fails or lasts with the commit. */
  async executeWithCommit(tx: Tx): Promise<void> {
    if (!this.isEmpty) await tx.executeQuery(withCommit(this.compile()))
  }

  #add(kind: Part['kind'], table: Table, key: readonly string[], rows: readonly Row[]): this {
    for (const row of rows) {
      const columns = Object.keys(row)
      const shape = `${kind} ${table} by ${key.join(',')}: ${columns.join(',')}`
      const part = this.#parts.get(shape) ?? { kind, table, key, columns, rows: [] }
      part.rows.push(row)
      this.#parts.set(shape, part)
    }
    return this
  }
}

/** Whether the rows of a part are a parameter for each column. */
function bare({ kind, rows }: Part): boolean {
  return rows.length <= (kind.startsWith('insert') ? BARE_ROWS : kind === 'update' ? BARE_UPDATES : 1)
}

/** What becomes a common table expression of its own. */
function pieces(part: Part): readonly Part[] {
  return part.kind === 'update' && bare(part) ? part.rows.map((row) => ({ ...part, rows: [row] })) : [part]
}

/**
 * A part as SQL. Bare rows: their columns are the parameters from `first` on, of the types their columns have. Several: they are the
 * JSON of one parameter, `r`.
 */
function render(part: Part, first: number): string {
  const table = quote(part.table)
  const isOne = part.rows.length === 1
  const value = (column: string) => (isOne ? `$${first + part.columns.indexOf(column)}` : `r.${quote(column)}`)
  const source = `jsonb_populate_recordset(null::${table}, $${first}::jsonb) r`
  const rowAt = (row: number) => `(${part.columns.map((_, column) => `$${first + row * part.columns.length + column}`).join(', ')})`
  const rows = bare(part)
    ? `values ${part.rows.map((_, row) => rowAt(row)).join(', ')}`
    : `select ${part.columns.map(value).join(', ')} from ${source}`
  const insert = `insert into ${table} (${part.columns.map(quote).join(', ')}) ${rows}`
  const match = part.key.map((column) => `t.${quote(column)} = ${value(column)}`).join(' and ')
  switch (part.kind) {
    case 'insert':
      return insert
    case 'insert-once':
      return `${insert} on conflict do nothing`
    case 'upsert':
      return `${insert} ${onConflict(part)}`
    case 'update': {
      const changed = part.columns.filter((column) => !part.key.includes(column))
      const set = changed.map((column) => `${quote(column)} = ${value(column)}`).join(', ')
      return `update ${table} t set ${set}${isOne ? '' : ` from ${source}`} where ${match}`
    }
    case 'delete':
      return `delete from ${table} t${isOne ? '' : ` using ${source}`} where ${match}`
  }
}

function onConflict({ key, columns }: Part): string {
  const set = columns.filter((column) => !key.includes(column)).map((column) => `${quote(column)} = excluded.${quote(column)}`)
  return `on conflict (${key.map(quote).join(', ')}) do update set ${set.join(', ')}`
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
