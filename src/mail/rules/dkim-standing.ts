/** What DNS says to the key we sign with. `revoked`: it names the selector without a key (RFC 6376, 3.6.1). */
export const DKIM_STANDINGS = ['right', 'missing', 'another_key', 'revoked', 'no_answer', 'key_unreadable'] as const
export type DkimStanding = (typeof DKIM_STANDINGS)[number]

/** What is to be published, and what publishing it looks like in words. */
export type DkimRecord = { readonly name: string; readonly value: string }

/** Standing of our key among the TXT records found at its name. `publicKey` in Base64, as a record has it. */
export function dkimStanding(publicKey: string, found: readonly string[]): DkimStanding {
  const keys = found.map(keyOf).filter((key) => key !== null)
  if (keys.includes(publicKey)) return 'right'
  if (keys.length === 0) return 'missing'
  return keys.every((key) => key === '') ? 'revoked' : 'another_key'
}

/** The key a record names; '' for none any more. Null: this is no record of a key that signs mail by RSA. */
function keyOf(record: string): string | null {
  const tags = new Map<string, string>()
  for (const tag of record.split(';')) {
    const equals = tag.indexOf('=')
    if (equals > 0) tags.set(tag.slice(0, equals).trim(), tag.slice(equals + 1).replace(/\s+/g, ''))
  }
  if ((tags.get('v') ?? 'DKIM1') !== 'DKIM1' || (tags.get('k') ?? 'rsa') !== 'rsa') return null
  return tags.get('p') ?? null
}

export const DKIM_WORDS: Readonly<Record<DkimStanding, { readonly zh: string; readonly en: string }>> = {
  right: {
    zh: 'DNS 中的公钥与这里的私钥一致，收件方可以验证签名。',
    en: 'DNS has the public half of this key: receivers can verify the signature.',
  },
  missing: {
    zh: 'DNS 中没有这条 DKIM 记录，收件方无法验证签名。请发布下面的 TXT 记录；新记录可能要等一段时间才能查到。',
    en: 'DNS has no such DKIM record, so receivers cannot verify the signature. Publish the TXT record below; a new one may take a while to be seen.',
  },
  another_key: {
    zh: 'DNS 中发布的是另一把公钥，收件方会判签名无效。请用下面的记录替换它，或换一个选择器。',
    en: 'DNS has another key, so receivers take the signature for forged. Replace the record by the one below, or use another selector.',
  },
  revoked: {
    zh: 'DNS 中这个选择器已被停用（没有公钥）。请发布下面的记录，或换一个选择器。',
    en: 'DNS names this selector as withdrawn, without a key. Publish the record below, or use another selector.',
  },
  no_answer: {
    zh: '查询 DNS 没有得到应答，还不知道记录是否正确。请稍后再测。',
    en: 'DNS did not answer, so it is not known whether the record is right. Test again later.',
  },
  key_unreadable: {
    zh: '这里保存的 DKIM 私钥读不出来，发出的邮件没有有效签名。请重新填写 RSA 私钥（PEM）。',
    en: 'The DKIM key kept here cannot be read, so mail leaves without a valid signature. Enter the RSA private key (PEM) again.',
  },
}
