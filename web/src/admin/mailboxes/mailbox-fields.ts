import { api } from '../../api/client.ts'
import { asProblem, ProblemError } from '../../api/problem.ts'
import type { Mailbox } from '../../mail/mail-queries.ts'

export const SECRETS = ['receivePassword', 'sendPassword', 'refreshToken', 'clientId', 'clientSecret', 'tenant', 'dkimPrivateKey'] as const
export type Secret = (typeof SECRETS)[number]
type Imap = Extract<Mailbox['receive'], { by: 'imap' }>
type Smtp = Extract<Mailbox['send'], { by: 'smtp' }>

/** A mailbox as a form has it: flat, so that what the server refuses stands at its field. */
export type MailboxFields = {
  readonly name: string
  readonly address: string
  readonly productLineId: string
  readonly locale: 'zh-CN' | 'en'
  readonly brandName: string
  readonly brandColor: string
  readonly brandFooter: string
  readonly isDefault: boolean
  readonly active: boolean
  readonly quietAlarmHours: number | null
  readonly receiveBy: Mailbox['receive']['by']
  readonly receiveHost: string
  readonly receivePort: number
  readonly receiveSecurity: Imap['security']
  readonly receiveCa: string
  readonly receiveUser: string
  readonly receiveAuth: Imap['auth']
  readonly receiveFolder: string
  readonly receiveAfterwards: 'leave' | 'seen' | 'move'
  readonly receiveMove: string
  readonly sendBy: Mailbox['send']['by']
  readonly sendHost: string
  readonly sendPort: number
  readonly sendSecurity: Smtp['security']
  readonly sendCa: string
  readonly sendUser: string
  readonly sendAuth: Smtp['auth']
  readonly dkimDomain: string
  readonly dkimSelector: string
} & { readonly [name in Secret]?: string }

const NEW: Omit<MailboxFields, 'productLineId'> = {
  ...{ brandName: '', brandColor: '', brandFooter: '' },
  ...{ name: '', address: '', locale: 'zh-CN', isDefault: false, active: true, quietAlarmHours: null },
  ...{
    receiveBy: 'imap',
    receiveHost: '',
    receivePort: 993,
    receiveSecurity: 'tls',
    receiveCa: '',
    receiveUser: '',
    receiveAuth: 'password',
  },
  ...{ receiveFolder: 'INBOX', receiveAfterwards: 'leave', receiveMove: '' },
  ...{ sendBy: 'smtp', sendHost: '', sendPort: 465, sendSecurity: 'tls', sendCa: '', sendUser: '', sendAuth: 'password' },
  ...{ dkimDomain: '', dkimSelector: '' },
  ...Object.fromEntries(SECRETS.map((one) => [one, ''])),
}

export function fieldsOf(mailbox: Mailbox | null): Partial<MailboxFields> {
  if (mailbox === null) return NEW
  const { name, address, productLine, locale, brand, isDefault, active, quietAlarmHours, receive, send } = mailbox
  return {
    ...NEW,
    ...{ name, address, productLineId: productLine.id, locale, isDefault, active, quietAlarmHours },
    ...{ brandName: brand?.name ?? '', brandColor: brand?.color ?? '', brandFooter: brand?.footer ?? '' },
    ...{ receiveBy: receive.by, sendBy: send.by },
    ...(receive.by === 'imap' ? imapFields(receive) : {}),
    ...(send.by === 'smtp' ? smtpFields(send) : {}),
  }
}

function imapFields({ host, port, security, ca, user, auth, folder, afterwards }: Imap): Partial<MailboxFields> {
  const moved = typeof afterwards === 'object' ? afterwards.move : ''
  return {
    ...{ receiveHost: host, receivePort: port, receiveSecurity: security, receiveCa: ca ?? '', receiveUser: user, receiveAuth: auth },
    receiveFolder: folder ?? 'INBOX',
    receiveAfterwards: typeof afterwards === 'object' ? 'move' : (afterwards ?? 'leave'),
    receiveMove: moved,
  }
}

function smtpFields({ host, port, security, ca, user, auth, dkim }: Smtp): Partial<MailboxFields> {
  return {
    ...{ sendHost: host, sendPort: port, sendSecurity: security, sendCa: ca ?? '', sendUser: user ?? '', sendAuth: auth },
    ...{ dkimDomain: dkim?.domain ?? '', dkimSelector: dkim?.selector ?? '' },
  }
}

/** Stores it; what is refused names the fields of the form. A secret left empty stays as it is. */
export async function saveMailbox(mailbox: Mailbox | null, fields: MailboxFields, version: number): Promise<void> {
  try {
    if (mailbox) await api.patch(`/mailboxes/${mailbox.id}`, bodyOf(fields), version)
    else await api.post('/mailboxes', bodyOf(fields))
  } catch (error) {
    throw atFormFields(asProblem(error))
  }
}

function bodyOf(fields: MailboxFields) {
  const { name, address, productLineId, locale, isDefault, active, quietAlarmHours } = fields
  const given = SECRETS.flatMap((one) => (fields[one] ? [[one, fields[one]] as const] : []))
  return {
    ...{ name, address, productLineId, locale, brand: brandOf(fields), isDefault, active, quietAlarmHours: quietAlarmHours ?? null },
    ...{ receive: receiveOf(fields), send: sendOf(fields), secrets: Object.fromEntries(given) },
  }
}

/** A colour or a footer without a name: the server says what is missing. */
function brandOf({ brandName, brandColor, brandFooter }: MailboxFields) {
  const [name, color, footer] = [brandName.trim(), brandColor.trim(), brandFooter.trim()] as const
  return name || color || footer ? { name, color: color || null, footer: footer || null } : null
}

function receiveOf(fields: MailboxFields) {
  if (fields.receiveBy !== 'imap') return { by: fields.receiveBy }
  const {
    receiveHost: host,
    receivePort: port,
    receiveSecurity: security,
    receiveUser: user,
    receiveAuth: auth,
    receiveFolder: folder,
  } = fields
  const afterwards = fields.receiveAfterwards === 'move' ? { move: fields.receiveMove } : fields.receiveAfterwards
  return { by: 'imap', host, port, security, ca: fields.receiveCa || null, user, auth, folder, afterwards }
}

function sendOf(fields: MailboxFields) {
  if (fields.sendBy !== 'smtp') return { by: fields.sendBy }
  const {
    sendHost: host,
    sendPort: port,
    sendSecurity: security,
    sendUser,
    sendAuth: auth,
    dkimDomain: domain,
    dkimSelector: selector,
  } = fields
  const user = auth === 'none' ? '' : sendUser
  return { by: 'smtp', host, port, security, ca: fields.sendCa || null, user, auth, dkim: domain || selector ? { domain, selector } : null }
}

const FORM_FIELDS: Readonly<Record<string, string>> = {
  'receive.afterwards.move': 'receiveMove',
  'send.dkim.domain': 'dkimDomain',
  'send.dkim.selector': 'dkimSelector',
}

function atFormFields(problem: ProblemError): ProblemError {
  const { status, code, title, message, params } = problem
  const fields = problem.fields.map((field) => ({ ...field, path: FORM_FIELDS[field.path] ?? flat(field.path) }))
  return new ProblemError({ status, code, title, detail: message, fields, params })
}

function flat(path: string): string {
  const [way, ...rest] = path.split('.')
  if (way === 'secrets') return rest.join('.')
  return rest.reduce((said, one) => `${said}${one.charAt(0).toUpperCase()}${one.slice(1)}`, way ?? '')
}
