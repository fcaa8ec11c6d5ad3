import {
  CompiledQuery,
  type Driver,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'

const unawaited = new WeakSet<CompiledQuery>()

/**
 * Marks a statement whose answer nobody in its transaction needs, so that it travels with the commit, or with whatever comes
 * behind it. When it fails nothing is committed, and the commit throws its error. Outside a transaction the mark means nothing.
 */
export function withCommit(query: CompiledQuery): CompiledQuery {
  unawaited.add(query)
  return query
}

/** PostgreSQL whose transactions do not wait for the answer to `begin`, nor for a statement sent with the commit. */
export class PipelinedDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new PipelinedDriver(this.#config)
  }
}

type PostgresConnection = Parameters<PostgresDriver['rollbackTransaction']>[0]

class PipelinedDriver extends PostgresDriver {
  /** Of each connection in a transaction: the statements sent and not waited for. */
  readonly #sent = new WeakMap<PostgresConnection, Promise<unknown>[]>()

  override async acquireConnection(options?: Parameters<PostgresDriver['acquireConnection']>[0]): Promise<PostgresConnection> {
    const connection = (await super.acquireConnection(options)) as PostgresConnection
    if (!Object.hasOwn(connection, 'executeQuery')) {
      const send = connection.executeQuery.bind(connection)
      connection.executeQuery = (query) => this.#execute(connection, query, send)
    }
    return connection
  }

  override async beginTransaction(connection: PostgresConnection, settings: TransactionSettings): Promise<void> {
    if (settings.isolationLevel || settings.accessMode) {
      await super.beginTransaction(connection, settings)
      this.#sent.set(connection, [])
      return
    }
    const begun = connection.executeQuery(CompiledQuery.raw('begin'))
    begun.catch(() => undefined)
    // The first of what was sent: should it fail, that is the reason, whatever comes behind it says.
    this.#sent.set(connection, [begun])
  }

  override async commitTransaction(connection: PostgresConnection): Promise<void> {
    const sent = this.#sent.get(connection) ?? []
    try {
      await super.commitTransaction(connection)
    } finally {
      // What failed first is the reason: the commit only says that the transaction is lost.
      await Promise.all(sent)
      this.#sent.delete(connection)
    }
  }

  override async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    this.#sent.delete(connection)
    await super.rollbackTransaction(connection)
  }

  async #execute<R>(
    connection: PostgresConnection,
    query: CompiledQuery,
    send: PostgresConnection['executeQuery'],
  ): Promise<QueryResult<R>> {
    const sent = this.#sent.get(connection)
    const answer = send<R>(query)
    if (sent && unawaited.has(query)) {
      answer.catch(() => undefined)
      sent.push(answer)
      return { rows: [] }
    }
    if (!sent || sent.length === 0) return answer
    try {
      return await answer
    } catch (error) {
      await Promise.all(sent)
      throw error
    }
  }
}
