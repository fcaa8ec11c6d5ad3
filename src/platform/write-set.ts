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

/**
 * Everything one decision writes, sent as ONE statement: a common table expression per table, the rows as one JSON
 * parameter each. One round trip costs less than five (docs/adr/0002), and a single statement is atomic by itself.
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
    const ctes: string[] = []
    let answer = 'select 1'
    for (const part of this.#parts.values()) {
      parameters.push(JSON.stringify(part.rows))
      const name = `w${ctes.length}`
      const returns = this.#returning?.table === part.table && part.kind === 'insert' ? this.#returning.columns.map(quote).join(', ') : '1'
      ctes.push(`${name} as (${render(part, parameters.length)} returning ${returns})`)
      if (returns !== '1') answer = `select * from ${name}`
    }
    return Compiled.raw(`with ${ctes.join(', ')} ${answer}`, parameters)
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
      const shape = `${kind} ${table} ${columns.join(',')}`
      const part = this.#parts.get(shape) ?? { kind, table, key, columns, rows: [] }
      part.rows.push(row)
      this.#parts.set(shape, part)
    }
    return this
  }
}

function render(part: Part, parameter: number): string {
  const source = `jsonb_populate_recordset(null::${quote(part.table)}, $${parameter}::jsonb) r`
  const columns = part.columns.map(quote)
  const match = part.key.map((column) => `t.${quote(column)} = r.${quote(column)}`).join(' and ')
  switch (part.kind) {
    case 'insert':
      return `insert into ${quote(part.table)} (${columns.join(', ')}) select ${columns.map((c) => `r.${c}`).join(', ')} from ${source}`
    case 'insert-once':
      return `insert into ${quote(part.table)} (${columns.join(', ')}) select ${columns.map((c) => `r.${c}`).join(', ')} from ${source} on conflict do nothing`
    case 'upsert': {
      const set = part.columns
        .filter((column) => !part.key.includes(column))
        .map((column) => `${quote(column)} = excluded.${quote(column)}`)
      return `insert into ${quote(part.table)} (${columns.join(', ')}) select ${columns.map((c) => `r.${c}`).join(', ')} from ${source} on conflict (${part.key.map(quote).join(', ')}) do update set ${set.join(', ')}`
    }
    case 'update': {
      const set = part.columns.filter((column) => !part.key.includes(column)).map((column) => `${quote(column)} = r.${quote(column)}`)
      return `update ${quote(part.table)} t set ${set.join(', ')} from ${source} where ${match}`
    }
    case 'delete':
      return `delete from ${quote(part.table)} t using ${source} where ${match}`
  }
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
