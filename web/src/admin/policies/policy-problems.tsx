import { Alert } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { PolicyProblem } from '#obligations/rules/policy-problems'

const SHOWN = 12
type Gap = Extract<PolicyProblem, { readonly code: 'policy-gap' }>

/** Every hole by name, and every word that means nothing: with one of them a policy cannot be published. */
export function PolicyProblems({ problems }: { readonly problems: readonly PolicyProblem[] }) {
  const { t } = useTranslation('admin')
  if (problems.length === 0) return null
  const lines = [
    ...gapLines(t, problems),
    ...problems.filter((problem) => problem.code !== 'policy-gap').map((problem) => wordLine(t, problem)),
  ]
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('policies.problems', { count: problems.length })}
      description={
        <ul>
          {lines.slice(0, SHOWN).map((line) => (
            <li key={line}>{line}</li>
          ))}
          {lines.length > SHOWN ? <li>{t('policies.moreProblems', { count: lines.length - SHOWN })}</li> : null}
        </ul>
      }
    />
  )
}

/** The holes of one kind and kind of ticket in one line: at which severities, in how many cases, and one of them in full. */
function gapLines(t: TFunction, problems: readonly PolicyProblem[]): string[] {
  const groups = new Map<string, Gap[]>()
  for (const problem of problems) {
    if (problem.code !== 'policy-gap') continue
    const key = `${problem.params.kind} ${problem.params.ticketKind}`
    groups.set(key, [...(groups.get(key) ?? []), problem])
  }
  return [...groups.values()].map((gaps) => {
    const { kind = '', ticketKind = '', tier = '', channel = '', phase = '' } = gaps[0]?.params ?? {}
    return t('admin:policies.problem.policy-gap', {
      kind: t(`admin:owed.${kind}`),
      ticketKind: t(`vocabulary:kind.${ticketKind}`),
      severities: [...new Set(gaps.map((gap) => gap.params.severity))].join(t('ui:listSeparator')),
      count: gaps.length,
      tier: t(`vocabulary:tier.${tier}`),
      channel: t(`admin:channelClass.${channel}`),
      phase: t(`admin:phase.${phase}`),
    })
  })
}

function wordLine(t: TFunction, problem: PolicyProblem): string {
  return t(`admin:policies.problem.${problem.code}`, { ...problem.params, row: Number(problem.path.split('.')[1] ?? 0) + 1 })
}
