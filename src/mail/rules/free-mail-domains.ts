/** Providers whose domain says nothing of a person's company. A domain of an account that is one of these is never gone by. */
const FREE = new Set(
  `qq.com foxmail.com vip.qq.com 163.com 126.com yeah.net vip.163.com vip.126.com 188.com sina.com sina.cn vip.sina.com sohu.com aliyun.com
  139.com 189.cn wo.cn 21cn.com tom.com 263.net gmail.com googlemail.com outlook.com hotmail.com live.com live.cn msn.com yahoo.com yahoo.cn
  yahoo.com.cn yahoo.co.jp ymail.com icloud.com me.com mac.com aol.com proton.me protonmail.com gmx.com gmx.de gmx.net web.de mail.ru yandex.ru
  yandex.com naver.com daum.net hanmail.net zoho.com fastmail.com tutanota.com mail.com qq.vip.com`.split(/\s+/),
)

export function isFreeMailDomain(domain: string): boolean {
  return FREE.has(domain.toLowerCase())
}
