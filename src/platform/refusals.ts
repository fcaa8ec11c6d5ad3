export type Saying = { readonly zh: string; readonly en: string }

/**
 * A sentence of the error catalogue. `{name}` stands for a param of the refusal; of its machine words, one or several with
 * commas, `words` says how people call them.
 */
export type CatalogueEntry = Saying & { readonly status: number; readonly words?: Readonly<Record<string, Saying>> }

/** Refusals every feature may meet. Each sentence: what happened, what was kept, what to do. */
export const platformRefusals = {
  'invalid-input': {
    status: 400,
    zh: '提交的内容有误，什么都没有保存。请把指出的每一项改正后重试。',
    en: 'Something in the request is wrong; nothing was saved. Correct every field that is named and send it again.',
  },
  'sign-in-needed': {
    status: 401,
    zh: '您还没有登录，或登录已失效；什么都没有改变。请登录后重试。',
    en: 'You are not signed in, or your session has ended; nothing was changed. Sign in and try again.',
  },
  'not-found': {
    status: 404,
    zh: '没有找到，或者您无权查看；什么都没有改变。请检查编号或链接。',
    en: 'There is no such thing, or it is not yours to see; nothing was changed. Check the number or the link.',
  },
  'stale-version': {
    status: 409,
    zh: '您编辑期间，{by}已经改过（当前版本 {version}）；您的修改没有保存。请刷新后再改。',
    en: '{by} changed this while you were editing (version {version} now); your change was not saved. Reload and edit again.',
  },
  'version-required': {
    status: 428,
    zh: '修改时需要在 If-Match 中说明您看到的版本；什么都没有保存。请带上版本号重试。',
    en: 'A change must name the version you saw in If-Match; nothing was saved. Send it again with the version.',
  },
  'already-exists': {
    status: 409,
    zh: '已经有同样的“{what}”；什么都没有保存。请改用另一个，或编辑已有的那一个。',
    en: 'There is already such a {what}; nothing was saved. Use another one, or edit the existing one.',
  },
  'in-use': {
    status: 409,
    zh: '“{what}”正在被使用，不能移除；什么都没有改变。请先解除引用。',
    en: '{what} is in use and cannot be removed; nothing was changed. Release what refers to it first.',
  },
  'idempotency-key-reused': {
    status: 422,
    zh: '这个 Idempotency-Key 已用于另一个请求；这一次什么都没有做。请为新请求换一个新的键。',
    en: 'This Idempotency-Key was used for a different request; nothing was done this time. Use a new key for a new request.',
  },
  'try-again': {
    status: 503,
    zh: '系统正忙，这一次没有做成，什么都没有改变。请稍后重试。',
    en: 'The system is busy; this was not done and nothing was changed. Try again in a moment.',
  },
  'database-away': {
    status: 503,
    zh: '数据库暂时不可用，这一次很可能没有保存。已保存的内容都在；请稍后重试，带同一个 Idempotency-Key 重试不会做两次。',
    en: 'The database is not available right now; most likely this was not saved. Everything saved before is safe; try again in a moment: with the same Idempotency-Key nothing is done twice.',
  },
  'disk-full': {
    status: 507,
    zh: '服务器磁盘已满，这一次没有保存。已保存的内容都在；请联系管理员清理空间后重试。',
    en: 'The server’s disk is full; this was not saved. Everything saved before is safe; ask an administrator to free space, then try again.',
  },
  'too-large': {
    status: 413,
    zh: '内容太大，上限为 {limit}；什么都没有保存。请缩小后重试。',
    en: 'This is too large; the limit is {limit}. Nothing was saved. Make it smaller and try again.',
  },
  'too-many-requests': {
    status: 429,
    zh: '请求过于频繁；这一次什么都没有做。请 {seconds} 秒后重试。',
    en: 'Too many requests; nothing was done this time. Try again in {seconds} seconds.',
  },
  'cross-site': {
    status: 403,
    zh: '这个请求来自另一个网站，已被拒绝；什么都没有改变。请在本系统的页面中操作。',
    en: 'This request came from another site and was refused; nothing was changed. Do it from a page of this system.',
  },
  'unsupported-media-type': {
    status: 415,
    zh: '不支持这种内容格式；什么都没有保存。请用 application/json 发送；上传文件用 multipart/form-data。',
    en: 'This kind of content is not accepted; nothing was saved. Send application/json, and files as multipart/form-data.',
  },
  fault: {
    status: 500,
    zh: '系统内部出错，这一次没有保存。请稍后重试；若仍出错，请把请求编号 {requestId} 告诉管理员。',
    en: 'Something went wrong inside; this was not saved. Try again; if it stays, give request id {requestId} to an administrator.',
  },
} as const satisfies Record<string, CatalogueEntry>

/** What may be wrong with one field. */
export const fieldCatalogue = {
  required: { zh: '必填', en: 'is required' },
  'unknown-field': { zh: '没有这个字段', en: 'is not a known field' },
  'wrong-type': { zh: '类型应为 {expected}', en: 'must be {expected}' },
  'too-long': { zh: '太长，最多 {maximum}', en: 'is too long: at most {maximum}' },
  'too-short': { zh: '太短，至少 {minimum}', en: 'is too short: at least {minimum}' },
  'too-big': { zh: '太大，最大 {maximum}', en: 'is too big: at most {maximum}' },
  'too-small': { zh: '太小，最小 {minimum}', en: 'is too small: at least {minimum}' },
  blank: { zh: '不能为空白', en: 'must not be blank' },
  'unstorable-text': {
    zh: '含有无法保存的字符（NUL 或不完整的字符）',
    en: 'has characters that cannot be stored (NUL or half a character)',
  },
  'invisible-characters': { zh: '含有看不见的控制字符', en: 'has invisible control characters' },
  'not-one-of': { zh: '只能是：{options}', en: 'must be one of: {options}' },
  'invalid-format': { zh: '格式不对', en: 'has the wrong format' },
  'out-of-range': { zh: '超出允许的范围', en: 'is out of range' },
  'in-the-past': { zh: '必须是将来的时间', en: 'must lie in the future' },
  'requests-only': { zh: '只用于需求', en: 'is for requests only' },
  'only-with-later': { zh: '只在“以后再议”时填写', en: 'belongs to the outcome “later” only' },
  'our-words-to-the-customer': { zh: '必须是我方写给客户的话', en: 'must be words of ours to the customer' },
  'unknown-reference': { zh: '没有找到所指的对象', en: 'refers to something that does not exist' },
  'unknown-time-zone': {
    zh: '没有“{value}”这个时区，请用 IANA 名称，例如 Asia/Shanghai',
    en: '“{value}” is no time zone: use an IANA name like Asia/Shanghai',
  },
  'not-a-time': { zh: '时间应写作 09:00，结束可以是 24:00', en: 'must be a time like 09:00; only an end may be 24:00' },
  'empty-window': { zh: '{from} 至 {to} 一分钟也没有', en: '{from} to {to} has not a minute in it' },
  'overlapping-windows': { zh: '{from} 至 {to} 与前一段重叠', en: '{from} to {to} overlaps the window before it' },
  'not-a-date': { zh: '“{value}”不是日期，应写作 2026-10-01', en: '“{value}” is no date: write 2026-10-01' },
  'duplicate-date': { zh: '{value} 出现了两次', en: '{value} appears twice' },
  'added-day-without-windows': {
    zh: '{date} 要按 {as} 上班，但那一天没有工作时段',
    en: '{date} is to be worked like {as}, which has no windows',
  },
  'calendar-without-window': {
    zh: '一个工作时段也没有，到期时间无从算起',
    en: 'has no working window at all, so nothing could ever fall due',
  },
  'ends-before-start': { zh: '结束早于开始', en: 'ends before it begins' },
  'policy-gap': {
    zh: '没有规定：{kind}，{ticketKind}，{severity}，客户等级 {tier}，渠道 {channel}，阶段 {phase}',
    en: 'has no answer for {kind}, {ticketKind}, {severity}, tier {tier}, channel {channel}, phase {phase}',
  },
  'unknown-word': { zh: '没有“{value}”', en: '“{value}” means nothing here' },
  'not-a-cadence': { zh: '各段的截止时间要递增，最后一段不设截止', en: 'stages must end later and later, and the last without an end' },
  'hours-without-roster': { zh: '{from} 至 {to} 没有人值班（{severities}）', en: '{from} to {to}: nobody is on duty ({severities})' },
  'unknown-station': { zh: '没有“{value}”这个职能，不能作为环节', en: '“{value}” is no function, so it cannot be a station' },
  'relay-starts-elsewhere': { zh: '接力要从“{station}”开始，工单都从那里来', en: 'must begin at {station}, where every ticket begins' },
  'listed-twice': { zh: '“{value}”列了两次', en: '“{value}” is listed twice' },
  'exit-twice': { zh: '从 {from} 到 {to} 已有一条规则', en: 'there is a rule from {from} to {to} already' },
  'exit-to-itself': { zh: '从 {station} 又回到 {station}，没有意义', en: 'leads from {station} back to {station} itself' },
  'station-unreachable': {
    zh: '没有任何一步能走到 {station}，这条规则永远用不上',
    en: 'nothing leads to {station}, so this rule could never apply',
  },
  'gate-missing': {
    zh: '从一线到 {to} 没有要求“description”，必填的描述就没有人检查',
    en: 'leaving the frontline for {to} does not need “description”, so nothing would ask for the required facts',
  },
  invalid: { zh: '无效', en: 'is invalid' },
} as const
export type FieldCode = keyof typeof fieldCatalogue
