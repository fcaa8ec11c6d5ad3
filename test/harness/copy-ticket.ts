import type pg from 'pg'

/** So many more tickets like this one, as rows alone: no obligations, words or events of theirs. Their ids. */
export async function copyTicket(client: Pick<pg.Client, 'query'>, ticketId: string, count: number): Promise<string[]> {
  const { rows: named } = await client.query<{ columns: string }>(`
    select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
    where table_schema = 'public' and table_name = 'tickets' and is_generated = 'NEVER' and column_name not in ('id', 'number')`)
  const { rows } = await client.query<{ id: string }>(
    `insert into tickets (id, ${named[0]!.columns}) select gen_random_uuid(), ${named[0]!.columns}
     from tickets, generate_series(1, $2::int) where id = $1 returning id`,
    [ticketId, count],
  )
  return rows.map(({ id }) => id)
}
