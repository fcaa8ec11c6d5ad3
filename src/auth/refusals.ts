import type { CatalogueEntry } from '#platform/refusals'

/** What people meet when they sign in or manage keys. The same sentence for an unknown e-mail and a wrong password. */
export const authRefusals = {
  'wrong-email-or-password': {
    status: 401,
    zh: '邮箱或密码不正确，没有登录。请检查后重试；没有密码时，可以改用登录链接。',
    en: 'The e-mail or the password is wrong; you are not signed in. Check both and try again, or ask for a sign-in link.',
  },
  'link-no-longer-valid': {
    status: 401,
    zh: '这个链接已经用过、已经过期或不完整，没有登录。请重新申请一个登录链接。',
    en: 'This link was used, has expired or is incomplete; you are not signed in. Ask for a new sign-in link.',
  },
  'reset-link-no-longer-valid': {
    status: 401,
    zh: '这个重设密码的链接已经用过、已经过期或不完整；密码没有改变。请重新申请。',
    en: 'This password link was used, has expired or is incomplete; your password is unchanged. Ask for a new one.',
  },
  'password-and-code-needed': {
    status: 401,
    zh: '您已开启两步验证，不能只用链接登录；没有登录。请使用密码和动态验证码。',
    en: 'You have two-step verification on, so a link alone does not sign you in. Use your password and your code.',
  },
  'wrong-code': {
    status: 401,
    zh: '验证码不正确或已经失效，没有登录。请输入验证器应用中当前显示的验证码。',
    en: 'The code is wrong or no longer valid; you are not signed in. Enter the code your authenticator shows now.',
  },
  'wrong-setup-code': {
    status: 422,
    zh: '验证码不正确或已经失效；两步验证还没有开启。请输入验证器应用中当前显示的验证码。',
    en: 'The code is wrong or no longer valid; two-step verification is not on yet. Enter the code your authenticator shows now.',
  },
  'code-too-late': {
    status: 401,
    zh: '输入验证码的时间已过，没有登录。请重新输入邮箱和密码。',
    en: 'The time to enter the code is over; you are not signed in. Start again with e-mail and password.',
  },
  'too-many-codes': {
    status: 429,
    zh: '验证码输错次数太多，已暂时锁定；没有登录。请稍后重新登录。',
    en: 'Too many wrong codes; this is locked for a while and you are not signed in. Sign in again later.',
  },
  'wrong-password': {
    status: 422,
    zh: '当前密码不正确；什么都没有改变。请重新输入。',
    en: 'The current password is wrong; nothing was changed. Enter it again.',
  },
  'two-factor-not-set-up': {
    status: 422,
    zh: '您还没有开启两步验证；什么都没有改变。请先开启。',
    en: 'Two-step verification is not set up; nothing was changed. Set it up first.',
  },
  'no-password-yet': {
    status: 422,
    zh: '您还没有密码；什么都没有改变。请先通过“重新设置密码”设定一个。',
    en: 'You have no password yet; nothing was changed. Set one first with “reset password”.',
  },
  'sign-in-refused': {
    status: 422,
    zh: '这一次没有做成，什么都没有改变。请重新登录后再试。',
    en: 'This was not done and nothing was changed. Sign in again and retry.',
  },
  'no-such-identity': {
    status: 404,
    zh: '没有使用这个邮箱的可登录人员；什么都没有生成。请检查邮箱，或先邀请此人。',
    en: 'Nobody who may sign in has this e-mail; nothing was made. Check it, or invite the person first.',
  },
  'email-signs-in-somebody-else': {
    status: 409,
    zh: '邮箱 {email} 已是另一个人的登录邮箱；什么都没有保存。请为此人换一个邮箱。',
    en: '{email} already signs somebody else in; nothing was saved. Give this person another e-mail.',
  },
  'scope-not-yours': {
    status: 422,
    zh: '不能把自己没有的权限（{scope}）给一个密钥；没有生成密钥。请去掉它，或请管理员生成。',
    en: 'A key cannot be given a right you do not have ({scope}); no key was made. Leave it out, or ask an administrator.',
  },
  'integration-needs-scopes': {
    status: 422,
    zh: '集成密钥必须写明权限范围；没有生成密钥。请至少选择一项。',
    en: 'A key for an integration must name its scopes; no key was made. Choose at least one.',
  },
  'key-expiry-past': {
    status: 422,
    zh: '密钥的到期时间已经过去；没有生成密钥。请选择将来的时间。',
    en: 'The key would have expired already; no key was made. Choose a time in the future.',
  },
} as const satisfies Record<string, CatalogueEntry>
