import type { TFunction } from 'i18next'
import type { PolicyRow, PolicyTarget, ServicePolicyDocument } from '#obligations/rules/service-policy'
import type { ServicePolicy } from '../admin-queries.ts'

/** A stored policy as its document. */
export function policyDocumentOf({ document }: Pick<ServicePolicy, 'document'>): ServicePolicyDocument {
  return document as unknown as ServicePolicyDocument
}

/** `30 分钟（按自然时间）`, `3 个工作日`, `每天 18:00 前`. Undefined: a later row answers; null: not owed. */
export function targetText(t: TFunction, target: PolicyTarget | null | undefined): string {
  if (target === undefined) return t('admin:target.later')
  if (target === null) return t('admin:target.notOwed')
  if ('workingDays' in target) return t('admin:target.workingDays', { count: target.workingDays })
  if ('dailyBy' in target) return t('admin:target.dailyBy', { time: target.dailyBy })
  if ('given' in target) return t('admin:target.given')
  if ('stages' in target) {
    const stages = target.stages.map((stage) =>
      stage.untilMinutes === undefined
        ? t('admin:target.stageLast', { span: minutesText(t, stage.minutes) })
        : t('admin:target.stage', { span: minutesText(t, stage.minutes), until: minutesText(t, stage.untilMinutes) }),
    )
    return stages.join(t('admin:target.then'))
  }
  if ('within' in target)
    return t('admin:target.within', {
      span: minutesText(t, target.minutes),
      from: target.within[0],
      to: target.within[1],
      time: target.elseAt,
    })
  const span = minutesText(t, target.minutes)
  return target.clock && target.clock !== 'alarm' ? t('admin:target.onClock', { span, clock: t(`admin:clock.${target.clock}`) }) : span
}

export function minutesText(t: TFunction, minutes: number): string {
  return minutes >= 60 && minutes % 60 === 0
    ? t('admin:target.hours', { count: minutes / 60 })
    : t('admin:target.minutes', { count: minutes })
}

/** Whom a row is for, in words; `null` when it is for everything. */
export function scopeText(t: TFunction, row: PolicyRow): string | null {
  const words = (list: readonly string[] | undefined, prefix: string) =>
    (list ?? []).map((each) => t(`${prefix}.${each}`)).join(t('ui:listSeparator'))
  const parts = [
    words(row.ticketKinds, 'vocabulary:kind'),
    words(row.tiers, 'vocabulary:tier'),
    words(row.channels, 'admin:channelClass'),
    words(row.phases, 'admin:phase'),
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(t('admin:policies.and'))
}
