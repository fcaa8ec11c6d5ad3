import type { Locale } from '#kernel/actor'
import type { OutgoingMail } from './mail-out.ts'

type Addressee = { readonly name: string; readonly email: string; readonly locale: Locale }

/** The link signs in once, within `minutes`, and only after the button on its page is pressed. */
export function signInLinkMail(to: Addressee, url: string, minutes: number): OutgoingMail {
  return to.locale === 'en'
    ? mail(to, 'Your Muster sign-in link', [
        `Hello ${to.name},`,
        `Open this link and press “Sign in”. It works once, for ${minutes} minutes:`,
        url,
        'If you did not ask for it, ignore this mail: nobody can sign in without the link.',
      ])
    : mail(to, '您的 Muster 登录链接', [
        `${to.name}，您好：`,
        `请打开下面的链接并点击“登录”。链接 ${minutes} 分钟内有效，只能使用一次：`,
        url,
        '如果不是您本人申请的，请忽略这封邮件：没有这个链接，谁也无法登录。',
      ])
}

/** To somebody who was just let in. No link that signs in: mail lies about for days, a link lives for minutes. */
export function invitationMail(to: Addressee, signInUrl: string): OutgoingMail {
  return to.locale === 'en'
    ? mail(to, 'You can sign in to Muster', [
        `Hello ${to.name},`,
        `You can now sign in to Muster with ${to.email}. Open this page and ask for a sign-in link; a password is optional:`,
        signInUrl,
      ])
    : mail(to, '您已可以登录 Muster', [
        `${to.name}，您好：`,
        `您现在可以用邮箱 ${to.email} 登录 Muster。请打开下面的页面并申请登录链接；是否设置密码由您决定：`,
        signInUrl,
      ])
}

/** To somebody with a second factor who asked for a link: a link alone would leave the second factor out. */
export function passwordNeededMail(to: Addressee, signInUrl: string): OutgoingMail {
  return to.locale === 'en'
    ? mail(to, 'Sign in to Muster with your password', [
        `Hello ${to.name},`,
        'You asked for a sign-in link. Your account has two-step verification on, so links are off: sign in with your password and your code here:',
        signInUrl,
      ])
    : mail(to, '请使用密码登录 Muster', [
        `${to.name}，您好：`,
        '您申请了登录链接。由于您的账号已开启两步验证，不能通过链接登录；请在这里使用密码和动态验证码登录：',
        signInUrl,
      ])
}

export function passwordResetMail(to: Addressee, url: string, minutes: number): OutgoingMail {
  return to.locale === 'en'
    ? mail(to, 'Set a new Muster password', [
        `Hello ${to.name},`,
        `Open this link to set a new password. It works once, for ${minutes} minutes; all your sessions will be signed out:`,
        url,
        'If you did not ask for it, ignore this mail: your password stays as it is.',
      ])
    : mail(to, '重新设置 Muster 密码', [
        `${to.name}，您好：`,
        `请打开下面的链接设置新密码。链接 ${minutes} 分钟内有效，只能使用一次；设置后，您在所有设备上的登录都会退出：`,
        url,
        '如果不是您本人申请的，请忽略这封邮件：您的密码不会改变。',
      ])
}

function mail(to: Addressee, subject: string, lines: readonly string[]): OutgoingMail {
  return { to: to.email, subject, body: lines.join('\n\n') }
}
