import type { MailWrapper } from '#mail/rules/understood-mail'
import type { MimePart } from './mime/mime-part.ts'

/** Whether a part signs or encrypts what is inside, and how. Nothing is verified or opened. */
export function wrapperOf({ mediaType, parameters }: MimePart): MailWrapper {
  const protocol = parameters['protocol']?.toLowerCase() ?? ''
  switch (mediaType) {
    case 'multipart/signed':
      return protocol.includes('pgp') ? 'pgp_signed' : 'smime_signed'
    case 'multipart/encrypted':
      return 'pgp_encrypted'
    case 'application/pkcs7-mime':
    case 'application/x-pkcs7-mime':
      return parameters['smime-type']?.toLowerCase() === 'signed-data' ? 'smime_signed' : 'smime_encrypted'
    default:
      return 'none'
  }
}

/** PGP written into the text itself. */
export function wrapperInText(text: string): MailWrapper {
  const head = text.slice(0, 20_000)
  if (head.includes('-----BEGIN PGP MESSAGE-----')) return 'pgp_encrypted'
  return head.includes('-----BEGIN PGP SIGNED MESSAGE-----') ? 'pgp_signed' : 'none'
}

/** A clear-signed text without its armour. */
export function withoutArmour(text: string): string {
  return text
    .replace(/^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z]{1,20}:[^\n]{0,200}\n){0,10}\n?/m, '')
    .replace(/^-----BEGIN PGP SIGNATURE-----\n[\s\S]*?(?:^-----END PGP SIGNATURE-----$|$(?![\s\S]))/m, '')
}
