import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PolicyProblem } from '#obligations/rules/policy-problems'

const SHOWN = 10

/** Every hole by name, and every word that means nothing: with one of them a policy cannot be published. */
export function PolicyProblems({ problems }: { readonly problems: readonly PolicyProblem[] }) {
  const { t } = useTranslation('admin')
  if (problems.length === 0) return null
  const words = (problem: PolicyProblem): string => {
    if (problem.code !== 'policy-gap') return t(`policies.problem.${problem.code}`, { ...problem.params, row: Number(problem.path.split('.')[1] ?? 0) + 1 })
    const { kind, ticketKind, severity, tier, channel, phase } = problem.params
    return t('policies.problem.policy-gap', {
      kind: t(`owed.${kind}`),
      ticketKind: t(`vocabulary:kind.${ticketKind}`),
      tier: t(`vocabulary:tier.${tier}`),
      channel: t(`channelClass.${channel}`),
      phase: t(`phase.${phase}`),
      severity,
    })
  }
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('policies.problems', { count: problems.length })}
      description={
        <ul>
          {problems.slice(0, SHOWN).map((problem) => (
            <li key={`${problem.path} ${words(problem)}`}>{words(problem)}</li>
          ))}
          {problems.length > SHOWN ? <li>{t('policies.moreProblems', { count: problems.length - SHOWN })}</li> : null}
        </ul>
      }
    />
  )
}
