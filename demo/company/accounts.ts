import type { LineKey } from './lines.ts'

type Tier = 'standard' | 'priority' | 'strategic'
type Deployment = 'saas' | 'dedicated' | 'private'

export type Customer = {
  readonly key: string
  readonly name: string
  readonly tier: Tier
  readonly domain: string
  readonly region: string
  readonly industry: string
  readonly lines: readonly LineKey[]
  readonly deployment: Deployment
  readonly version: string
  /** Yearly fee in the contract's currency. */
  readonly fee: number
  readonly english?: boolean
  readonly servicePersonKey?: string
  /** Only these of ours see it in full. */
  readonly teamKeys?: readonly string[]
  /** How many of a hundred tickets are theirs, roughly. */
  readonly weight: number
  readonly special?: string
}

const XINGLAN_TEAM = [
  ...['duanyi', 'liangchen', 'yuanjin', 'taoran', 'chenyifan', 'huangke', 'lixiaoman', 'zhoutong', 'luozheng', 'daixue', 'jiangmin', 'sunlele'],
  ...['madong', 'zhaoheng', 'songyan', 'linyue', 'caoyang', 'weihan', 'dengfeng', 'niean', 'maqiao', 'guoyang'],
]

export const CUSTOMERS: readonly Customer[] = [
  { key: 'kunyue', name: '昆跃汽车', tier: 'strategic', domain: 'kunyue.example', region: '长春', industry: '汽车制造', lines: ['analytics', 'people'], deployment: 'private', version: '5.3.2', fee: 2_600_000, servicePersonKey: 'maqiao', weight: 9 },
  { key: 'lanting', name: '澜亭饮品', tier: 'strategic', domain: 'lanting.example', region: '杭州', industry: '食品饮料', lines: ['marketing', 'supply'], deployment: 'dedicated', version: '8.1.0', fee: 1_980_000, weight: 8, special: '扫码域名走客户自有 CDN' },
  { key: 'yihe', name: '屹合重工', tier: 'strategic', domain: 'yihe.example', region: '徐州', industry: '装备制造', lines: ['supply', 'people'], deployment: 'private', version: '6.4.1', fee: 1_750_000, weight: 7, special: '内外网隔离，接口经单向网闸' },
  { key: 'baishu', name: '柏舒家居', tier: 'strategic', domain: 'baishu.example', region: '佛山', industry: '家居零售', lines: ['marketing', 'analytics'], deployment: 'saas', version: '8.2.1', fee: 1_420_000, weight: 7 },
  { key: 'xinglan', name: '星岚银行信用卡中心', tier: 'strategic', domain: 'xinglan.example', region: '上海', industry: '金融', lines: ['marketing', 'analytics'], deployment: 'private', version: '7.9.4', fee: 3_100_000, teamKeys: XINGLAN_TEAM, weight: 3, special: '生产数据不出行，远程须双人复核' },
  { key: 'tonglian', name: '通涟物流', tier: 'priority', domain: 'tonglian.example', region: '郑州', industry: '物流', lines: ['supply'], deployment: 'saas', version: '6.5.0', fee: 680_000, weight: 6 },
  { key: 'haoyi', name: '皓宜连锁药房', tier: 'priority', domain: 'haoyi.example', region: '长沙', industry: '医药零售', lines: ['marketing', 'people'], deployment: 'saas', version: '8.2.1', fee: 720_000, weight: 6 },
  { key: 'jingcheng', name: '景澄地产', tier: 'priority', domain: 'jingcheng.example', region: '成都', industry: '房地产', lines: ['people', 'analytics'], deployment: 'dedicated', version: '5.2.8', fee: 540_000, weight: 4 },
  { key: 'wanmai', name: '万麦食品', tier: 'priority', domain: 'wanmai.example', region: '郑州', industry: '食品', lines: ['supply', 'analytics'], deployment: 'saas', version: '6.5.0', fee: 610_000, weight: 5 },
  { key: 'northfield', name: 'Northfield Foods', tier: 'priority', domain: 'northfield.example', region: 'Singapore', industry: 'Food', lines: ['analytics', 'supply'], deployment: 'saas', version: '6.5.0', fee: 690_000, english: true, servicePersonKey: 'evazhang', weight: 6 },
  { key: 'harbour', name: 'Harbour & Pine Retail', tier: 'priority', domain: 'harbourpine.example', region: 'Kuala Lumpur', industry: 'Retail', lines: ['marketing', 'analytics'], deployment: 'saas', version: '8.2.1', fee: 450_000, english: true, weight: 5 },
  { key: 'ruizhi', name: '睿芷生物', tier: 'priority', domain: 'ruizhi.example', region: '苏州', industry: '生物医药', lines: ['people', 'supply'], deployment: 'dedicated', version: '4.8.3', fee: 520_000, weight: 4 },
  { key: 'chuanhe', name: '川禾农牧', tier: 'priority', domain: 'chuanhe.example', region: '绵阳', industry: '农牧', lines: ['supply', 'people'], deployment: 'saas', version: '6.5.0', fee: 380_000, weight: 4 },
  { key: 'mingdu', name: '明渡教育', tier: 'standard', domain: 'mingdu.example', region: '北京', industry: '教育', lines: ['people', 'marketing'], deployment: 'saas', version: '4.9.0', fee: 160_000, weight: 3 },
  { key: 'fenglang', name: '烽朗照明', tier: 'standard', domain: 'fenglang.example', region: '中山', industry: '照明', lines: ['supply'], deployment: 'saas', version: '6.5.0', fee: 140_000, weight: 3 },
  { key: 'qingke', name: '青柯服饰', tier: 'standard', domain: 'qingke.example', region: '广州', industry: '服装', lines: ['marketing'], deployment: 'saas', version: '8.2.1', fee: 180_000, weight: 3 },
  { key: 'yunshan', name: '云杉酒店', tier: 'standard', domain: 'yunshan.example', region: '昆明', industry: '酒店', lines: ['people', 'marketing'], deployment: 'saas', version: '4.9.0', fee: 120_000, weight: 3 },
  { key: 'hongtai', name: '泓台纺织', tier: 'standard', domain: 'hongtai.example', region: '绍兴', industry: '纺织', lines: ['supply', 'analytics'], deployment: 'saas', version: '5.4.0', fee: 150_000, weight: 2 },
  { key: 'meridian', name: 'Meridian Tools', tier: 'standard', domain: 'meridiantools.example', region: 'Penang', industry: 'Manufacturing', lines: ['supply', 'people'], deployment: 'saas', version: '6.5.0', fee: 210_000, english: true, weight: 4 },
  { key: 'lumen', name: 'Lumen Clinics', tier: 'standard', domain: 'lumenclinics.example', region: 'Hong Kong', industry: 'Healthcare', lines: ['people', 'analytics'], deployment: 'saas', version: '4.9.0', fee: 190_000, english: true, weight: 3 },
  { key: 'jiuyuan', name: '玖垣建材', tier: 'standard', domain: 'jiuyuan.example', region: '济南', industry: '建材', lines: ['supply', 'people'], deployment: 'saas', version: '6.5.0', fee: 98_000, weight: 2 },
  { key: 'zhiyi', name: '执弈文化', tier: 'standard', domain: 'zhiyi.example', region: '厦门', industry: '文化传媒', lines: ['people'], deployment: 'saas', version: '4.9.0', fee: 76_000, weight: 2 },
  { key: 'suhe', name: '溯禾茶业', tier: 'standard', domain: 'suhe.example', region: '福州', industry: '茶叶', lines: ['marketing', 'supply'], deployment: 'saas', version: '8.2.1', fee: 110_000, weight: 2 },
  { key: 'beichen', name: '北珵机电', tier: 'standard', domain: 'beicheng.example', region: '沈阳', industry: '机电', lines: ['supply', 'analytics'], deployment: 'private', version: '5.1.6', fee: 230_000, weight: 2, special: '内网 IE 内核浏览器，报表服务器内存 16 GB' },
]

type Role = 'business_user' | 'it' | 'decision_maker' | 'champion' | 'coordinator' | 'procurement' | 'security' | 'admin'
export type Seat = { readonly title: string; readonly department: string; readonly roles: readonly Role[]; readonly sees: 'mine' | 'department' | 'all'; readonly reports: number }

/** The chairs of a customer; strategic ones have all, standard ones the first four. `reports`: how often they write, by weight. */
export const SEATS: readonly Seat[] = [
  { title: '业务专员', department: '业务部', roles: ['business_user'], sees: 'mine', reports: 5 },
  { title: '信息主管', department: '信息部', roles: ['it', 'coordinator'], sees: 'all', reports: 4 },
  { title: '总经理', department: '总经办', roles: ['decision_maker'], sees: 'all', reports: 0 },
  { title: '主管', department: '业务部', roles: ['business_user', 'champion'], sees: 'department', reports: 4 },
  { title: '系统管理员', department: '信息部', roles: ['it', 'admin'], sees: 'all', reports: 3 },
  { title: '采购经理', department: '采购部', roles: ['procurement'], sees: 'mine', reports: 0 },
  { title: '安全负责人', department: '信息部', roles: ['security'], sees: 'mine', reports: 0 },
  { title: '财务专员', department: '财务部', roles: ['business_user'], sees: 'mine', reports: 3 },
]
export const ENGLISH_TITLES: Readonly<Record<string, string>> = {
  业务专员: 'Operations Specialist', 信息主管: 'IT Lead', 总经理: 'Managing Director', 主管: 'Operations Supervisor', 系统管理员: 'System Administrator',
  采购经理: 'Procurement', 安全负责人: 'Security Officer', 财务专员: 'Accountant', 业务部: 'Operations', 信息部: 'IT', 总经办: 'Management', 采购部: 'Procurement', 财务部: 'Finance',
}

const FAMILY = ['王', '张', '刘', '杨', '许', '曾', '彭', '苏', '卢', '蒋', '蔡', '贾', '丁', '薛', '叶', '阎', '余', '潘', '杜', '戴', '夏', '钟', '汪', '田', '姜', '范', '石', '廖', '邹', '熊']
const GIVEN = ['静怡', '志远', '雨桐', '建国', '海燕', '晓东', '思琪', '文博', '丽娟', '浩然', '春梅', '凯', '敏', '俊杰', '慧', '立群', '佳宁', '卫东', '梦瑶', '国栋', '艳', '天宇', '秀英', '子涵', '振华', '琳', '永康', '欣妍', '少华', '可']
const ENGLISH = ['Grace Tan', 'Daniel Lim', 'Priya Nair', 'Marcus Lee', 'Aisha Rahman', 'Kevin Ho', 'Sophie Wong', 'Arjun Menon', 'Rachel Goh', 'Tom Whitfield', 'Nurul Huda', 'Jason Teo', 'Mei Chua', 'Oliver Grant', 'Hannah Ng', 'Vikram Iyer', 'Elaine Chow', 'Patrick Yeo', 'Fiona Mak', 'Samuel Ong', 'Wendy Lau', 'Irene Kwok', 'Ben Carter', 'Lydia Sim']

/** The n-th invented name; the first 24 English ones, or 900 Chinese ones, are all different. */
export function contactName(n: number, english: boolean): string {
  return english ? ENGLISH[n % ENGLISH.length]! : `${FAMILY[(n * 7) % FAMILY.length]}${GIVEN[(n * 11 + Math.floor(n / 30)) % GIVEN.length]}`
}
