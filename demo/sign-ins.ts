import { SIGN_IN_STAFF, VENDOR } from './company/people.ts'
import type { SignIn } from './demo-state.ts'
import type { Random } from './random.ts'

const WORDS = ['shanyu', 'qingtang', 'muchuan', 'beilu', 'xiqiao', 'nanfeng', 'donghu', 'baita', 'luohe', 'yunting', 'songlin', 'haitang']

/** The account whose IT lead signs in as the customer. */
export const CUSTOMER_KEY = 'lanting'

/** One invented password a role: the same for the same seed, and no secret. */
export function demoPasswords(random: Random): Record<string, string> {
  const roles = [...Object.keys(SIGN_IN_STAFF), 'customer']
  return Object.fromEntries(roles.map((role) => [role, `${random.pick(WORDS)}-${random.pick(WORDS)}-${random.between(100, 999)}`]))
}

export function signInsOf(passwords: Readonly<Record<string, string>>, customerEmail: string): SignIn[] {
  const staff = Object.entries(SIGN_IN_STAFF).map(([role, key]) => ({ role, email: `${key}@${VENDOR.domain}`, password: passwords[role]! }))
  return [...staff, { role: 'customer', email: customerEmail, password: passwords['customer']! }]
}
