/** What can be wrong between us and a mail server, for whoever set it up. */
export const MAIL_TROUBLES = [
  'auth_refused',
  'sign_in_again',
  'app_refused',
  'account_refused',
  'tls_wrong',
  'tls_missing',
  'name_not_found',
  'unreachable',
  'no_answer',
  'folder_missing',
  'move_folder_missing',
  'not_stored',
  'server_refused',
] as const
export type MailTrouble = (typeof MAIL_TROUBLES)[number]

/** What is wrong between us and a mail server, and what to do about it. */
export const MAIL_TROUBLE_WORDS: Readonly<Record<MailTrouble, { readonly zh: string; readonly en: string }>> = {
  auth_refused: {
    zh: '邮件服务器不接受这个用户名和密码。请核对；有的服务商要用“授权码”代替登录密码。',
    en: 'The mail server does not accept this user and password. Check them; some providers want an app password instead of the one you sign in with.',
  },
  sign_in_again: {
    zh: '邮箱还没有授权，或授权已失效。请管理员在“邮箱”页点“登录授权”。',
    en: 'This mailbox has not been signed in to, or that has ended. An administrator must sign in under Mailboxes.',
  },
  app_refused: {
    zh: '邮箱的服务商不接受这个应用。请核对应用 ID、客户端密钥和租户；密钥可能已过期。',
    en: 'The mailbox’s provider does not accept this application. Check its client id, secret and tenant; the secret may have run out.',
  },
  account_refused: {
    zh: '授权有效，但邮件服务器不让它使用这个邮箱。请核对用户名是不是登录授权的账号，以及该邮箱是否开通了 IMAP 和 SMTP。',
    en: 'The sign-in is good, but the mail server does not open this mailbox with it. Check that the user is the account that signed in, and that IMAP and SMTP are allowed for it.',
  },
  tls_wrong: {
    zh: '邮件服务器的证书无法验证，没有发送密码。请核对服务器名，或添加它的 CA 证书。',
    en: "The mail server's certificate could not be verified, so no password was sent. Check the server's name, or add its CA certificate.",
  },
  tls_missing: {
    zh: '邮件服务器不提供加密，没有发送密码。请改用另一个端口，或把安全方式改为“TLS”。',
    en: 'The mail server offers no encryption, so no password was sent. Use another port, or set the security to TLS.',
  },
  name_not_found: {
    zh: '找不到邮件服务器的名字。请核对拼写和 DNS。',
    en: "The mail server's name was not found. Check its spelling and DNS.",
  },
  unreachable: {
    zh: '连不上邮件服务器。请核对端口和防火墙；恢复后会自动继续。',
    en: 'The mail server cannot be reached. Check port and firewall; it goes on by itself once reachable.',
  },
  no_answer: {
    zh: '邮件服务器没有在规定时间内应答，会自动重试。',
    en: 'The mail server did not answer in time. It is tried again by itself.',
  },
  folder_missing: { zh: '邮箱里没有这个文件夹。请核对文件夹名。', en: 'The mailbox has no such folder. Check its name.' },
  move_folder_missing: {
    zh: '收下的邮件要移到的文件夹不存在，也没能新建。请在邮箱里建好它，或核对名字。',
    en: 'The folder that taken mails are to go to is missing and could not be made. Make it in the mailbox, or check its name.',
  },
  not_stored: {
    zh: '邮件已收到，但没能存下来；邮件仍在服务器上，会自动重试。',
    en: 'A mail came but could not be stored; it is still on the server and is tried again by itself.',
  },
  server_refused: { zh: '邮件服务器拒绝了请求，会自动重试。', en: 'The mail server refused the request. It is tried again by itself.' },
}
