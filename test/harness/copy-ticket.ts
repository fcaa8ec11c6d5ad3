import type pg from 'pg'

/**
 * So many more tickets like this one, as rows alone: no obligations, words or events of theirs. Their ids. `but`: columns of another value.
 */
export async function copyTicket(
  client: Pick<pg.Client, 'query'>,
  ticketId: string,
  count: number,
  but: Readonly<Record<string, unknown>> = {},
): Promise<string[]> {
  const own = ['id', 'number', ...Object.keys(but)]
  const { rows: named } = await client.query<{ columns: string }>(
    `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
     where table_schema = 'public' and table_name = 'tickets' and is_generated = 'NEVER' and not column_name = any($1)`,
    [own],
  )
  const others = Object.keys(but).map((column) => `, ${column}`)
  const values = Object.keys(but).map((_, n) => `, $${n + 3}`)
  const { rows } = await client.query<{ id: string }>(
    `insert into tickets (id, ${named[0]!.columns}${others.join('')}) select gen_random_uuid(), ${named[0]!.columns}${values.join('')}
     from tickets, generate_series(1, $2::int) where id = $1 returning id`,
    [ticketId, count, ...Object.values(but)],
  )
  return rows.map(({ id }) => id)
}
