export const LINE_KEYS = ['analytics', 'marketing', 'supply', 'people'] as const
export type LineKey = (typeof LINE_KEYS)[number]

export type Line = {
  readonly key: LineKey
  readonly name: string
  readonly leadKey: string
  readonly components: readonly string[]
  /** The two who stand at the front on working days; they swap morning and afternoon every week. */
  readonly frontKeys: readonly [string, string]
}

export const LINES: readonly Line[] = [
  {
    key: 'analytics',
    name: '观数 · 经营分析',
    leadKey: 'liangchen',
    components: ['看板', '报表', '导出下载', '数据源', '权限', '订阅推送', '移动端'],
    frontKeys: ['lixiaoman', 'zhoutong'],
  },
  {
    key: 'marketing',
    name: '会悦 · 会员营销',
    leadKey: 'duanyi',
    components: ['优惠券', '扫码活动', '会员积分', '短信触达', '小程序', '图片素材', '门店核销'],
    frontKeys: ['chenyifan', 'huangke'],
  },
  {
    key: 'supply',
    name: '链达 · 供应链协同',
    leadKey: 'kongxi',
    components: ['采购订单', '送货预约', '入库', '对账开票', '供应商门户', '接口集成', '标签打印'],
    frontKeys: ['gaoyuan', 'tangning'],
  },
  {
    key: 'people',
    name: '薪和 · 人事薪酬',
    leadKey: 'renshu',
    components: ['考勤', '排班', '薪资核算', '审批', '组织架构', '员工自助', '社保公积金'],
    frontKeys: ['xiewen', 'pengbo'],
  },
]

/** Who takes nights and weekends, in turns by week. */
export const NIGHT_KEYS = ['luozheng', 'daixue'] as const
