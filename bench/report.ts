import type { Row } from './measure.ts'

/** The figures as a table to read. */
export function table(results: Record<string, unknown>): string {
  const rows = (results['operations'] ?? []) as Row[]
  const lines = ['size      operation  c   ours/s   p50 ms   p95 ms   floor/s  ratio  errors  ours CPU ms node+pg  floor']
  for (const { size, operation, c, ours, floor, ratio } of rows)
    lines.push(
      [
        String(size).padEnd(9),
        operation.padEnd(10),
        String(c).padEnd(3),
        ours.perSecond.toFixed(0).padStart(6),
        ours.p50.toFixed(2).padStart(8),
        ours.p95.toFixed(2).padStart(8),
        floor.perSecond.toFixed(0).padStart(9),
        ratio.toFixed(2).padStart(6),
        String(ours.errors + floor.errors).padStart(7),
        `${ours.cost.node.toFixed(2)} + ${ours.cost.postgres.toFixed(2)}`.padStart(20),
        `${floor.cost.node.toFixed(2)} + ${floor.cost.postgres.toFixed(2)}`.padStart(14),
      ].join(' '),
    )
  const sizes = [...new Set(rows.map((row) => row.size))]
  const [small, large] = [sizes[0], sizes.at(-1)]
  if (small !== large)
    for (const row of rows.filter((one) => one.size === large)) {
      const before = rows.find((one) => one.size === small && one.operation === row.operation && one.c === row.c)
      if (before) lines.push(`growth ${row.operation} c=${row.c}: p50 × ${(row.ours.p50 / before.ours.p50).toFixed(2)}`)
    }
  for (const key of ['streams', 'sweep', 'rssMbAtStart', 'rssMb', 'rssMbWithStreams', 'machine'])
    lines.push(`${key}: ${JSON.stringify(results[key])}`)
  return lines.join('\n')
}
