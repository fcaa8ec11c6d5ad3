import { createAccount, createContact, createContract, createEnvironment, createPartner, createPartnerPerson } from '#customers'
import type { AccountId, ContactId } from '#kernel/ids'
import { addMs, DAY, formatInstant, type Instant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { CUSTOMERS, type Customer } from './accounts.ts'
import { DEMO_IDENTITY } from './found-company.ts'
import type { Account, CustomerPerson, FoundedLine, Person } from './founded.ts'
import { LINES, type LineKey } from './lines.ts'
import { contactName, ENGLISH_TITLES, SEATS, type Seat } from './seats.ts'

const CHAIRS: Readonly<Record<Customer['tier'], number>> = { strategic: 8, priority: 6, standard: 4 }

/** The customers with their contracts, environments and people, and the partner who delivers beside us. */
export async function foundCustomers(
  ctx: Ctx,
  lines: Readonly<Record<LineKey, FoundedLine>>,
  people: Readonly<Record<string, Person>>,
  asOf: Instant,
): Promise<{ accounts: Account[]; partnerPersonId: string }> {
  const accounts: Account[] = []
  const seats = { english: 0, chinese: 0 }
  for (const [n, customer] of CUSTOMERS.entries()) {
    const id = await sign(ctx, customer, people, n, asOf)
    const environmentIds = await installed(ctx, id, customer, lines)
    const theirs: CustomerPerson[] = []
    for (const seat of SEATS.slice(0, CHAIRS[customer.tier])) {
      const name = contactName(customer.english ? seats.english++ : seats.chinese++, customer.english ?? false)
      theirs.push(await seated(ctx, id, customer, seat, name, theirs.length + 1, n))
    }
    accounts.push({ ...customer, id, environmentIds, people: theirs })
  }
  const partner = await createPartner(ctx, { name: '砺石集成' })
  const { id } = await createPartnerPerson(
    ctx,
    { partnerId: partner.id, name: '耿直', email: 'gengzhi@lishi.example', invite: false },
    DEMO_IDENTITY,
  )
  return { accounts, partnerPersonId: id }
}

async function sign(ctx: Ctx, customer: Customer, people: Readonly<Record<string, Person>>, n: number, asOf: Instant): Promise<string> {
  const { name, tier, domain, region, industry, english, servicePersonKey, teamKeys } = customer
  const { id } = await createAccount(ctx, {
    ...{ name, tier, region, industry, domains: [domain] },
    timeZone: english ? 'Asia/Singapore' : 'Asia/Shanghai',
    servicePersonId: servicePersonKey === undefined ? null : people[servicePersonKey]!.id,
    ...(teamKeys ? { access: 'restricted' as const, teamIds: teamKeys.map((key) => people[key]!.id) } : {}),
  })
  // Renewals lie between one and eleven months ahead.
  const endsAt = addMs(asOf, (30 + ((n * 37) % 310)) * DAY)
  const day = (at: Instant) => formatInstant(at).slice(0, 10)
  await createContract(ctx, {
    ...{ accountId: id, tier, annualFee: `${customer.fee}.00`, currency: english ? 'USD' : 'CNY' },
    ...{
      name: english ? 'Subscription and premium support' : '年度订阅与技术服务',
      startsOn: day(addMs(endsAt, -364 * DAY)),
      endsOn: day(endsAt),
    },
  })
  return id
}

async function installed(
  ctx: Ctx,
  accountId: string,
  customer: Customer,
  lines: Readonly<Record<LineKey, FoundedLine>>,
): Promise<Account['environmentIds']> {
  const ids: Partial<Record<LineKey, string>> = {}
  for (const line of customer.lines) {
    const product = LINES.find(({ key }) => key === line)!.name.split(' ')[0]!
    const { id } = await createEnvironment(ctx, {
      ...{ accountId, productLineId: lines[line].id, deployment: customer.deployment, productVersion: customer.version },
      name: customer.english ? `Production (${product})` : `${product}生产环境`,
      details: customer.special === undefined ? {} : { special: customer.special },
    })
    ids[line] = id
  }
  return ids
}

async function seated(
  ctx: Ctx,
  accountId: string,
  customer: Customer,
  seat: Seat,
  name: string,
  place: number,
  n: number,
): Promise<CustomerPerson> {
  const locale = customer.english ? 'en' : 'zh-CN'
  const say = (text: string) => (customer.english ? (ENGLISH_TITLES[text] ?? text) : text)
  const email = customer.english ? `${name.toLowerCase().replace(/\s+/g, '.')}@${customer.domain}` : `u${place}@${customer.domain}`
  const department = say(seat.department)
  const phone = customer.english
    ? `+65 8${String(1_000_000 + n * 7919 + place * 131).slice(-7)}`
    : `1990000${String(1_000 + n * 331 + place * 13).slice(-4)}`
  const fields = {
    accountId,
    name,
    email,
    phone,
    department,
    title: say(seat.title),
    stakeholderRoles: [...seat.roles],
    locale,
    sees: seat.sees,
  } as const
  const { id } = await createContact(ctx, { ...fields, stakeholderRoles: [...seat.roles] }, DEMO_IDENTITY)
  const actor = {
    kind: 'contact',
    id: id as ContactId,
    name,
    accountId: accountId as AccountId,
    sees: seat.sees,
    department,
    mayConfirm: true,
    locale,
    scopes: null,
  } as const
  return { id, name, email, seat, actor }
}
