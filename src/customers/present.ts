import type { Actor } from '#kernel/actor'
import { instantText } from '#kernel/fields'
import type {
  AccountOut,
  ColleagueOut,
  ContactOut,
  ContractOut,
  EnvironmentOut,
  OwnAccountOut,
  PartnerOut,
  PartnerPersonOut,
  RevealingOut,
} from './contract.ts'
import { type AccountReach, mayEditAccount, mayEditWithin, seesFees, seesInFull } from './policy.ts'
import { maskEmail, maskIm, maskPhone } from './rules/mask.ts'
import type { AccountRecord } from './store/accounts.ts'
import type { ContactRecord } from './store/contacts.ts'
import type { ContractRecord } from './store/contracts.ts'
import type { EnvironmentRecord } from './store/environments.ts'
import type { PartnerPersonRecord, PartnerRecord } from './store/partners.ts'

/** Records as JSON: a contact is given less, and everybody is told what they may do with the thing. */

export function presentAccount(account: AccountRecord, actor: Actor): AccountOut | OwnAccountOut {
  const { id, name, tier, version } = account
  if (actor.kind === 'contact') return { view: 'own', id, name, tier, version }
  const reach: AccountReach = {
    kind: account.kind,
    access: account.access,
    servicePersonId: account.servicePerson?.id ?? null,
    teamIds: account.team.map((member) => member.id),
  }
  const within = mayEditWithin(actor, reach) && account.archivedAt === null
  const edit = mayEditAccount(actor, reach)
  return {
    view: 'staff',
    id,
    kind: account.kind,
    name,
    tier,
    servicePerson: account.servicePerson,
    timeZone: account.timeZone,
    access: account.access,
    team: [...account.team],
    domains: [...account.domains],
    region: account.region,
    industry: account.industry,
    archivedAt: instantText(account.archivedAt),
    version,
    createdAt: instantText(account.createdAt),
    abilities: [
      ...(edit ? (['edit'] as const) : []),
      ...(within ? (['add-contact', 'add-environment'] as const) : []),
      ...(edit && within ? (['add-contract'] as const) : []),
    ],
  }
}

export function presentContact(contact: ContactRecord, actor: Actor): ContactOut | ColleagueOut {
  const { id, account, name, email, phone, im } = contact
  if (actor.kind === 'contact') return { view: 'own', id, name }
  return {
    view: 'staff',
    id,
    account,
    name,
    email: email === null ? null : maskEmail(email),
    phone: phone === null ? null : maskPhone(phone),
    im: im === null ? null : maskIm(im),
    department: contact.department,
    title: contact.title,
    stakeholderRoles: [...contact.stakeholderRoles],
    locale: contact.locale,
    sees: contact.sees,
    mayConfirm: contact.mayConfirm,
    active: contact.active,
    version: contact.version,
    createdAt: instantText(contact.createdAt),
    abilities: [
      ...(mayEditWithin(actor, contact.reach) ? (['edit'] as const) : []),
      ...(seesInFull(actor, contact.reach) ? (['reveal'] as const) : []),
    ],
  }
}

export function presentRevealed({ id, email, phone, im }: ContactRecord): RevealingOut {
  return { id, email, phone, im }
}

export function presentContract(contract: ContractRecord, actor: Actor): ContractOut {
  const { reach, annualFee, ...rest } = contract
  return { ...rest, annualFee: seesFees(actor, reach) ? annualFee : null, abilities: mayEditAccount(actor, reach) ? ['edit'] : [] }
}

export function presentEnvironment(environment: EnvironmentRecord, actor: Actor): EnvironmentOut {
  const { id, account, productLine, name, deployment, productVersion, details, archivedAt, version, reach } = environment
  const abilities = mayEditWithin(actor, reach) ? (['edit'] as const) : []
  return {
    ...{ id, account, productLine, name, deployment, productVersion, version },
    details: { ...details },
    archivedAt: instantText(archivedAt),
    abilities: [...abilities],
  }
}

export function presentPartner({ id, name, active, people, version, createdAt }: PartnerRecord): PartnerOut {
  return { id, name, active, people, version, createdAt: instantText(createdAt) }
}

export function presentPartnerPerson(person: PartnerPersonRecord): PartnerPersonOut {
  const { id, partner, name, email, locale, active, version, createdAt } = person
  return { id, partner, name, email, locale, active, version, createdAt: instantText(createdAt) }
}
