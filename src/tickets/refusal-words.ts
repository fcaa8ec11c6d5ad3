import type { Saying } from '#platform/refusals'

/** The functions a new workspace begins with; one that a workspace added is named by its key. */
export const STATION_WORDS: Readonly<Record<string, Saying>> = {
  frontline: { zh: '一线支持', en: 'Front line' },
  qa: { zh: '测试', en: 'QA' },
  product: { zh: '产品', en: 'Product' },
  engineering: { zh: '研发', en: 'Engineering' },
  operations: { zh: '运维', en: 'Operations' },
  success: { zh: '客户成功', en: 'Customer success' },
  presales: { zh: '售前', en: 'Presales' },
  delivery: { zh: '实施交付', en: 'Delivery' },
  project_lead: { zh: '项目经理', en: 'Project lead' },
  dba: { zh: '数据库', en: 'DBA' },
  security: { zh: '安全', en: 'Security' },
  legal: { zh: '法务', en: 'Legal' },
  finance: { zh: '财务', en: 'Finance' },
  sales: { zh: '销售', en: 'Sales' },
  commerce: { zh: '商务', en: 'Commerce' },
  executive: { zh: '管理层', en: 'Executive' },
}

/** Facts a description may lack. */
export const FACT_WORDS: Readonly<Record<string, Saying>> = {
  symptom: { zh: '现象', en: 'symptom' },
  expected: { zh: '期望的结果', en: 'what was expected' },
  steps: { zh: '操作步骤', en: 'steps' },
  impact: { zh: '影响范围', en: 'impact' },
  urgency: { zh: '紧急程度', en: 'urgency' },
  occurredAt: { zh: '发生时间', en: 'when it occurred' },
}

/** What a station may still have to record, beside the station's own name. */
export const CRITERION_WORDS: Readonly<Record<string, Saying>> = {
  ...STATION_WORDS,
  description: { zh: '必填的描述', en: 'the required description' },
  reproduced: { zh: '是否复现', en: 'whether it reproduces' },
  'reproduced-yes': { zh: '已复现', en: 'that it reproduces' },
  tried: { zh: '试过什么', en: 'what was tried' },
  verdict: { zh: '结论', en: 'a verdict' },
  outcome: { zh: '评审结果', en: 'the outcome' },
  cause: { zh: '原因', en: 'the cause' },
  'fix-reference': { zh: '修复编号', en: 'a fix reference' },
  released: { zh: '发布记录', en: 'where and when it was released' },
  verified: { zh: '验证通过', en: 'that the fix is verified' },
  article: { zh: '文章或说明', en: 'an article or a note' },
  note: { zh: '说明', en: 'a note' },
}
