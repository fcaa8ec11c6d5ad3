import type { Locale } from '#kernel/actor'

/** Above it stands what a person answered, in every mail of ours: whatever their program makes of the rest, it is cut here. */
export const REPLY_LINE: Readonly<Record<Locale, string>> = {
  'zh-CN': '—— 请在此行以上回复 ——',
  en: '—— Please reply above this line ——',
}
