import type { StaffRole } from '#kernel/actor'
import type { LineKey } from './lines.ts'

/** One invented person of the vendor. Names, like everything here, belong to nobody. */
export type StaffMember = {
  /** What they are called in stories, and before the @ of their e-mail. */
  readonly key: string
  readonly name: string
  readonly title: string
  readonly functions: readonly string[]
  readonly lines: readonly LineKey[]
  readonly skills: readonly string[]
  readonly role?: StaffRole
  /** Takes S3 and S4 from the relay without being asked. Those who sign in to the demo do not: offers wait for them. */
  readonly autoAccept?: boolean
}

export const VENDOR = { name: '禾屿软件', domain: 'heyu.example' } as const

const ALL: readonly LineKey[] = ['analytics', 'marketing', 'supply', 'people']

export const STAFF: readonly StaffMember[] = [
  // 一线支持：每条业务线两人，另有两人轮夜班和周末
  {
    key: 'lixiaoman',
    name: '李晓曼',
    title: '一线支持工程师',
    functions: ['frontline', 'success'],
    lines: ['analytics'],
    skills: ['报表', 'Excel', '权限'],
  },
  {
    key: 'zhoutong',
    name: '周彤',
    title: '一线支持工程师',
    functions: ['frontline', 'success'],
    lines: ['analytics'],
    skills: ['数据源', 'SQL'],
    autoAccept: true,
  },
  {
    key: 'chenyifan',
    name: '陈一帆',
    title: '一线支持工程师',
    functions: ['frontline', 'success'],
    lines: ['marketing'],
    skills: ['优惠券', '小程序'],
    autoAccept: true,
  },
  {
    key: 'huangke',
    name: '黄珂',
    title: '一线支持工程师',
    functions: ['frontline', 'success'],
    lines: ['marketing'],
    skills: ['短信', '活动配置'],
    autoAccept: true,
  },
  {
    key: 'gaoyuan',
    name: '高远',
    title: '一线支持工程师',
    functions: ['frontline', 'delivery'],
    lines: ['supply'],
    skills: ['接口', '入库'],
    autoAccept: true,
  },
  {
    key: 'tangning',
    name: '唐宁',
    title: '一线支持工程师',
    functions: ['frontline', 'delivery'],
    lines: ['supply'],
    skills: ['对账', '打印'],
    autoAccept: true,
  },
  {
    key: 'xiewen',
    name: '谢雯',
    title: '一线支持工程师',
    functions: ['frontline', 'success'],
    lines: ['people'],
    skills: ['考勤', '薪资'],
    autoAccept: true,
  },
  {
    key: 'pengbo',
    name: '彭博文',
    title: '一线支持工程师',
    functions: ['frontline', 'success'],
    lines: ['people'],
    skills: ['组织架构', '审批'],
    autoAccept: true,
  },
  {
    key: 'luozheng',
    name: '罗铮',
    title: '夜班支持工程师',
    functions: ['frontline', 'operations'],
    lines: ALL,
    skills: ['值守', '日志'],
    autoAccept: true,
  },
  {
    key: 'daixue',
    name: '戴雪',
    title: '夜班支持工程师',
    functions: ['frontline', 'operations'],
    lines: ALL,
    skills: ['值守', '英语'],
    autoAccept: true,
  },
  // 测试
  {
    key: 'sunlele',
    name: '孙乐乐',
    title: '测试工程师',
    functions: ['qa'],
    lines: ['analytics', 'marketing'],
    skills: ['性能', '浏览器兼容'],
  },
  {
    key: 'jiangmin',
    name: '江敏',
    title: '测试工程师',
    functions: ['qa'],
    lines: ['marketing', 'analytics'],
    skills: ['小程序', '机型'],
    autoAccept: true,
  },
  {
    key: 'wuqiong',
    name: '吴琼',
    title: '测试工程师',
    functions: ['qa'],
    lines: ['supply', 'people'],
    skills: ['接口', '自动化'],
    autoAccept: true,
  },
  {
    key: 'heqing',
    name: '何青',
    title: '测试工程师',
    functions: ['qa'],
    lines: ['people', 'supply'],
    skills: ['薪资', '边界数据'],
    autoAccept: true,
  },
  // 产品
  { key: 'linyue', name: '林悦', title: '产品经理', functions: ['product'], lines: ['analytics', 'marketing'], skills: ['指标', '导出'] },
  {
    key: 'fanglei',
    name: '方磊',
    title: '产品经理',
    functions: ['product'],
    lines: ['supply', 'marketing'],
    skills: ['供应商', '流程'],
    autoAccept: true,
  },
  {
    key: 'shenjia',
    name: '沈佳',
    title: '产品经理',
    functions: ['product'],
    lines: ['people', 'analytics'],
    skills: ['薪酬', '合规'],
    autoAccept: true,
  },
  // 研发
  {
    key: 'zhaoheng',
    name: '赵恒',
    title: '后端工程师',
    functions: ['engineering'],
    lines: ['analytics', 'marketing'],
    skills: ['导出', '查询引擎'],
  },
  {
    key: 'qianduo',
    name: '钱多多',
    title: '前端工程师',
    functions: ['engineering'],
    lines: ['analytics', 'people'],
    skills: ['图表', '浏览器'],
    autoAccept: true,
  },
  {
    key: 'madong',
    name: '马冬',
    title: '后端工程师',
    functions: ['engineering'],
    lines: ['marketing'],
    skills: ['扫码', '风控', '缓存'],
    autoAccept: true,
  },
  {
    key: 'yaojun',
    name: '姚军',
    title: '后端工程师',
    functions: ['engineering'],
    lines: ['supply'],
    skills: ['消息队列', '接口'],
    autoAccept: true,
  },
  {
    key: 'xuwei',
    name: '徐蔚',
    title: '后端工程师',
    functions: ['engineering'],
    lines: ['people'],
    skills: ['计薪', '排班'],
    autoAccept: true,
  },
  {
    key: 'songyan',
    name: '宋砚',
    title: '架构师',
    functions: ['engineering'],
    lines: ['supply', 'marketing', 'analytics'],
    skills: ['性能', '稳定性'],
    autoAccept: true,
  },
  // 运维与数据库
  { key: 'caoyang', name: '曹洋', title: '运维工程师', functions: ['operations'], lines: ALL, skills: ['发布', '网络'], autoAccept: true },
  { key: 'weihan', name: '魏涵', title: '运维工程师', functions: ['operations'], lines: ALL, skills: ['监控', '存储'], autoAccept: true },
  {
    key: 'dengfeng',
    name: '邓锋',
    title: '数据库工程师',
    functions: ['dba'],
    lines: ALL,
    skills: ['PostgreSQL', '慢查询'],
    autoAccept: true,
  },
  // 业务线负责人、项目经理
  {
    key: 'liangchen',
    name: '梁晨',
    title: '观数业务线负责人',
    functions: ['engineering', 'project_lead'],
    lines: ['analytics'],
    skills: ['架构'],
    role: 'lead',
  },
  {
    key: 'duanyi',
    name: '段毅',
    title: '会悦业务线负责人',
    functions: ['engineering', 'project_lead'],
    lines: ['marketing'],
    skills: ['风控'],
    role: 'lead',
  },
  {
    key: 'kongxi',
    name: '孔希',
    title: '链达业务线负责人',
    functions: ['delivery', 'project_lead'],
    lines: ['supply'],
    skills: ['实施'],
    role: 'lead',
  },
  {
    key: 'renshu',
    name: '任舒',
    title: '薪和业务线负责人',
    functions: ['product', 'project_lead'],
    lines: ['people'],
    skills: ['薪酬'],
    role: 'lead',
  },
  {
    key: 'taoran',
    name: '陶然',
    title: '项目经理',
    functions: ['project_lead', 'delivery'],
    lines: ALL,
    skills: ['协调', '远程排查'],
    autoAccept: true,
  },
  // 客户成功、售前、安全
  {
    key: 'maqiao',
    name: '马乔',
    title: '客户成功经理',
    functions: ['success'],
    lines: ['analytics', 'people'],
    skills: ['培训', '汽车行业'],
    autoAccept: true,
  },
  { key: 'evazhang', name: '章薇', title: '客户成功经理（国际）', functions: ['success'], lines: ALL, skills: ['英语'], autoAccept: true },
  { key: 'guoyang', name: '郭扬', title: '售前顾问', functions: ['presales'], lines: ALL, skills: ['方案', '数据治理'], autoAccept: true },
  { key: 'niean', name: '聂安', title: '安全工程师', functions: ['security', 'legal'], lines: ALL, skills: ['取证'], autoAccept: true },
  // 管理
  {
    key: 'yuanjin',
    name: '袁瑾',
    title: '服务总监（值班经理）',
    functions: ['frontline', 'success'],
    lines: ALL,
    skills: ['升级处理'],
    role: 'lead',
  },
  { key: 'hanmo', name: '韩墨', title: '副总裁', functions: ['executive'], lines: ALL, skills: [], role: 'executive' },
  { key: 'shilei', name: '石磊', title: '系统管理员', functions: ['operations'], lines: ALL, skills: ['系统设置'], role: 'administrator' },
]

/** Who signs in to the demo, by role; the customer is a contact. */
export const SIGN_IN_STAFF = {
  support: 'lixiaoman',
  tester: 'sunlele',
  product: 'linyue',
  engineer: 'zhaoheng',
  lead: 'liangchen',
  executive: 'hanmo',
  administrator: 'shilei',
} as const
