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
  ...[
    'duanyi',
    'liangchen',
    'yuanjin',
    'taoran',
    'chenyifan',
    'huangke',
    'lixiaoman',
    'zhoutong',
    'luozheng',
    'daixue',
    'jiangmin',
    'sunlele',
  ],
  ...['madong', 'zhaoheng', 'songyan', 'linyue', 'caoyang', 'weihan', 'dengfeng', 'niean', 'maqiao', 'guoyang'],
]

type Known = readonly [key: string, name: string, tier: Tier, domain: string, region: string, industry: string]

function customer(known: Known, rest: Omit<Customer, 'key' | 'name' | 'tier' | 'domain' | 'region' | 'industry'>): Customer {
  const [key, name, tier, domain, region, industry] = known
  return { key, name, tier, domain, region, industry, ...rest }
}

export const CUSTOMERS: readonly Customer[] = [
  customer(['kunyue', '昆跃汽车', 'strategic', 'kunyue.example', '长春', '汽车制造'], {
    lines: ['analytics', 'people'],
    deployment: 'private',
    version: '5.3.2',
    fee: 2_600_000,
    weight: 9,
    servicePersonKey: 'maqiao',
  }),
  customer(['lanting', '澜亭饮品', 'strategic', 'lanting.example', '杭州', '食品饮料'], {
    lines: ['marketing', 'supply'],
    deployment: 'dedicated',
    version: '8.1.0',
    fee: 1_980_000,
    weight: 8,
    special: '扫码域名走客户自有 CDN',
  }),
  customer(['yihe', '屹合重工', 'strategic', 'yihe.example', '徐州', '装备制造'], {
    lines: ['supply', 'people'],
    deployment: 'private',
    version: '6.4.1',
    fee: 1_750_000,
    weight: 7,
    special: '内外网隔离，接口经单向网闸',
  }),
  customer(['baishu', '柏舒家居', 'strategic', 'baishu.example', '佛山', '家居零售'], {
    lines: ['marketing', 'analytics'],
    deployment: 'saas',
    version: '8.2.1',
    fee: 1_420_000,
    weight: 7,
  }),
  customer(['xinglan', '星岚银行信用卡中心', 'strategic', 'xinglan.example', '上海', '金融'], {
    lines: ['marketing', 'analytics'],
    deployment: 'private',
    version: '7.9.4',
    fee: 3_100_000,
    weight: 3,
    teamKeys: XINGLAN_TEAM,
    special: '生产数据不出行，远程须双人复核',
  }),
  customer(['tonglian', '通涟物流', 'priority', 'tonglian.example', '郑州', '物流'], {
    lines: ['supply'],
    deployment: 'saas',
    version: '6.5.0',
    fee: 680_000,
    weight: 6,
  }),
  customer(['haoyi', '皓宜连锁药房', 'priority', 'haoyi.example', '长沙', '医药零售'], {
    lines: ['marketing', 'people'],
    deployment: 'saas',
    version: '8.2.1',
    fee: 720_000,
    weight: 6,
  }),
  customer(['jingcheng', '景澄地产', 'priority', 'jingcheng.example', '成都', '房地产'], {
    lines: ['people', 'analytics'],
    deployment: 'dedicated',
    version: '5.2.8',
    fee: 540_000,
    weight: 4,
  }),
  customer(['wanmai', '万麦食品', 'priority', 'wanmai.example', '郑州', '食品'], {
    lines: ['supply', 'analytics'],
    deployment: 'saas',
    version: '6.5.0',
    fee: 610_000,
    weight: 5,
  }),
  customer(['northfield', 'Northfield Foods', 'priority', 'northfield.example', 'Singapore', 'Food'], {
    lines: ['analytics', 'supply'],
    deployment: 'saas',
    version: '6.5.0',
    fee: 690_000,
    weight: 6,
    english: true,
    servicePersonKey: 'evazhang',
  }),
  customer(['harbour', 'Harbour & Pine Retail', 'priority', 'harbourpine.example', 'Kuala Lumpur', 'Retail'], {
    lines: ['marketing', 'analytics'],
    deployment: 'saas',
    version: '8.2.1',
    fee: 450_000,
    weight: 5,
    english: true,
  }),
  customer(['ruizhi', '睿芷生物', 'priority', 'ruizhi.example', '苏州', '生物医药'], {
    lines: ['people', 'supply'],
    deployment: 'dedicated',
    version: '4.8.3',
    fee: 520_000,
    weight: 4,
  }),
  customer(['chuanhe', '川禾农牧', 'priority', 'chuanhe.example', '绵阳', '农牧'], {
    lines: ['supply', 'people'],
    deployment: 'saas',
    version: '6.5.0',
    fee: 380_000,
    weight: 4,
  }),
  customer(['mingdu', '明渡教育', 'standard', 'mingdu.example', '北京', '教育'], {
    lines: ['people', 'marketing'],
    deployment: 'saas',
    version: '4.9.0',
    fee: 160_000,
    weight: 3,
  }),
  customer(['fenglang', '烽朗照明', 'standard', 'fenglang.example', '中山', '照明'], {
    lines: ['supply'],
    deployment: 'saas',
    version: '6.5.0',
    fee: 140_000,
    weight: 3,
  }),
  customer(['qingke', '青柯服饰', 'standard', 'qingke.example', '广州', '服装'], {
    lines: ['marketing'],
    deployment: 'saas',
    version: '8.2.1',
    fee: 180_000,
    weight: 3,
  }),
  customer(['yunshan', '云杉酒店', 'standard', 'yunshan.example', '昆明', '酒店'], {
    lines: ['people', 'marketing'],
    deployment: 'saas',
    version: '4.9.0',
    fee: 120_000,
    weight: 3,
  }),
  customer(['hongtai', '泓台纺织', 'standard', 'hongtai.example', '绍兴', '纺织'], {
    lines: ['supply', 'analytics'],
    deployment: 'saas',
    version: '5.4.0',
    fee: 150_000,
    weight: 2,
  }),
  customer(['meridian', 'Meridian Tools', 'standard', 'meridiantools.example', 'Penang', 'Manufacturing'], {
    lines: ['supply', 'people'],
    deployment: 'saas',
    version: '6.5.0',
    fee: 210_000,
    weight: 4,
    english: true,
  }),
  customer(['lumen', 'Lumen Clinics', 'standard', 'lumenclinics.example', 'Hong Kong', 'Healthcare'], {
    lines: ['people', 'analytics'],
    deployment: 'saas',
    version: '4.9.0',
    fee: 190_000,
    weight: 3,
    english: true,
  }),
  customer(['jiuyuan', '玖垣建材', 'standard', 'jiuyuan.example', '济南', '建材'], {
    lines: ['supply', 'people'],
    deployment: 'saas',
    version: '6.5.0',
    fee: 98_000,
    weight: 2,
  }),
  customer(['zhiyi', '执弈文化', 'standard', 'zhiyi.example', '厦门', '文化传媒'], {
    lines: ['people'],
    deployment: 'saas',
    version: '4.9.0',
    fee: 76_000,
    weight: 2,
  }),
  customer(['suhe', '溯禾茶业', 'standard', 'suhe.example', '福州', '茶叶'], {
    lines: ['marketing', 'supply'],
    deployment: 'saas',
    version: '8.2.1',
    fee: 110_000,
    weight: 2,
  }),
  customer(['beichen', '北珵机电', 'standard', 'beicheng.example', '沈阳', '机电'], {
    lines: ['supply', 'analytics'],
    deployment: 'private',
    version: '5.1.6',
    fee: 230_000,
    weight: 2,
    special: '内网 IE 内核浏览器，报表服务器内存 16 GB',
  }),
]
