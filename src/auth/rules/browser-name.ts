/** Which browser on which system a User-Agent says it is, as far as people would tell them apart; null where it says nothing known. */
export function browserName(userAgent: string): { readonly browser: string | null; readonly system: string | null } {
  const first = (known: readonly (readonly [string, RegExp])[]) => known.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? null
  return { browser: first(BROWSERS), system: first(SYSTEMS) }
}

// Each names those it descends from as well: the most particular first.
const BROWSERS = [
  ['WeCom', /wxwork/i],
  ['WeChat', /MicroMessenger/],
  ['DingTalk', /DingTalk/],
  ['Feishu', /Lark|Feishu/],
  ['Edge', /Edg(e|A|iOS)?\//],
  ['Opera', /OPR\//],
  ['Firefox', /Firefox\/|FxiOS/],
  ['Chrome', /Chrome\/|CriOS/],
  ['Safari', /Safari\//],
] as const

const SYSTEMS = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['HarmonyOS', /HarmonyOS|OpenHarmony/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Macintosh|Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
] as const
