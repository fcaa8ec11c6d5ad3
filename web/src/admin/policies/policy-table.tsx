import { useTranslation } from 'react-i18next'
import { OBLIGATION_KINDS } from '#obligations/rules/default-service-policy'
import type { PolicyProblem } from '#obligations/rules/policy-problems'
import { type PolicyRow, SEVERITIES } from '#obligations/rules/service-policy'
import { RowActs } from '../row-acts.tsx'
import { Sheet } from '../sheet.tsx'
import { scopeText, targetText } from './policy-words.ts'

type Props = {
  readonly rows: readonly PolicyRow[]
  readonly problems: readonly PolicyProblem[]
  readonly editable: boolean
  readonly onEdit: (index: number) => void
  readonly onRows: (rows: readonly PolicyRow[]) => void
}

/** Kind by severity, the rows of one kind together in the order in which they answer. */
export function PolicyTable({ rows, problems, editable, onEdit, onRows }: Props) {
  const { t } = useTranslation('admin')
  const bad = new Set(problems.map((problem) => /^rows\.(\d+)\./.exec(problem.path)?.[1]).filter((index) => index !== undefined))
  const kinds = [
    ...OBLIGATION_KINDS,
    ...new Set(rows.map((row) => row.kind).filter((kind) => !OBLIGATION_KINDS.some((known) => known === kind))),
  ]
  const numbered = rows.map((row, index) => ({ row, index }))
  return (
    <Sheet wide label={t('policies.rows')} heads={[t('policies.kind'), t('policies.scope'), t('policies.holder'), ...SEVERITIES, '']}>
      {kinds.flatMap((kind) => {
        const own = numbered.filter(({ row }) => row.kind === kind)
        return own.map(({ row, index }, place) => (
          <tr key={`${kind} ${index}`} className={place === 0 ? 'policy__first' : 'policy__more'}>
            <th scope="row">
              {place === 0 ? t(`owed.${kind}`) : <span className="for-readers">{t(`owed.${kind}`)}</span>}
              {bad.has(String(index)) ? <span className="tag tag--bad">{t('policies.badRow')}</span> : null}
            </th>
            <td className="policy__scope">
              {scopeText(t, row) ?? <span className="muted">{t(place === 0 ? 'policies.all_of_them' : 'policies.others')}</span>}
            </td>
            <td>{t(`holder.${row.holder}`)}</td>
            {SEVERITIES.map((severity) => {
              const target = row.targets[severity]
              return (
                <td key={severity} className={`tabular${target ? '' : ' policy__none'}`}>
                  {targetText(t, target)}
                </td>
              )
            })}
            <td className="sheet__acts">
              {editable ? (
                <RowActs
                  of={t('policies.rowName', { kind: t(`owed.${kind}`), n: place + 1 })}
                  acts={[
                    { key: 'edit', word: t('edit'), onAct: () => onEdit(index) },
                    ...(place > 0
                      ? [
                          {
                            key: 'up',
                            word: t('policies.earlier'),
                            onAct: () => onRows(swapped(rows, index, own[place - 1]?.index ?? index)),
                          },
                        ]
                      : []),
                    { key: 'remove', word: t('policies.removeRow'), danger: true, onAct: () => onRows(rows.filter((_, i) => i !== index)) },
                  ]}
                />
              ) : null}
            </td>
          </tr>
        ))
      })}
    </Sheet>
  )
}

function swapped(rows: readonly PolicyRow[], a: number, b: number): PolicyRow[] {
  return rows.map((row, index) => (index === a ? (rows[b] ?? row) : index === b ? (rows[a] ?? row) : row))
}
