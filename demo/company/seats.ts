type Role = 'business_user' | 'it' | 'decision_maker' | 'champion' | 'coordinator' | 'procurement' | 'security' | 'admin'
export type Seat = {
  readonly title: string
  readonly department: string
  readonly roles: readonly Role[]
  readonly sees: 'mine' | 'department' | 'all'
  readonly reports: number
}

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
  业务专员: 'Operations Specialist',
  信息主管: 'IT Lead',
  总经理: 'Managing Director',
  主管: 'Operations Supervisor',
  系统管理员: 'System Administrator',
  采购经理: 'Procurement',
  安全负责人: 'Security Officer',
  财务专员: 'Accountant',
  业务部: 'Operations',
  信息部: 'IT',
  总经办: 'Management',
  采购部: 'Procurement',
  财务部: 'Finance',
}

const FAMILY = [
  '王',
  '张',
  '刘',
  '杨',
  '许',
  '曾',
  '彭',
  '苏',
  '卢',
  '蒋',
  '蔡',
  '贾',
  '丁',
  '薛',
  '叶',
  '阎',
  '余',
  '潘',
  '杜',
  '戴',
  '夏',
  '钟',
  '汪',
  '田',
  '姜',
  '范',
  '石',
  '廖',
  '邹',
  '熊',
]
const GIVEN = [
  '静怡',
  '志远',
  '雨桐',
  '建国',
  '海燕',
  '晓东',
  '思琪',
  '文博',
  '丽娟',
  '浩然',
  '春梅',
  '凯',
  '敏',
  '俊杰',
  '慧',
  '立群',
  '佳宁',
  '卫东',
  '梦瑶',
  '国栋',
  '艳',
  '天宇',
  '秀英',
  '子涵',
  '振华',
  '琳',
  '永康',
  '欣妍',
  '少华',
  '可',
]
const ENGLISH = [
  'Grace Tan',
  'Daniel Lim',
  'Priya Nair',
  'Marcus Lee',
  'Aisha Rahman',
  'Kevin Ho',
  'Sophie Wong',
  'Arjun Menon',
  'Rachel Goh',
  'Tom Whitfield',
  'Nurul Huda',
  'Jason Teo',
  'Mei Chua',
  'Oliver Grant',
  'Hannah Ng',
  'Vikram Iyer',
  'Elaine Chow',
  'Patrick Yeo',
  'Fiona Mak',
  'Samuel Ong',
  'Wendy Lau',
  'Irene Kwok',
  'Ben Carter',
  'Lydia Sim',
]

/** The n-th invented name; the first 24 English ones, or 900 Chinese ones, are all different. */
export function contactName(n: number, english: boolean): string {
  return english ? ENGLISH[n % ENGLISH.length]! : `${FAMILY[(n * 7) % FAMILY.length]}${GIVEN[(n * 11 + Math.floor(n / 30)) % GIVEN.length]}`
}
