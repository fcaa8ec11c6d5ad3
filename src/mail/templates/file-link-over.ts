import { mailRefusals } from '../refusals.ts'
import { escapeHtml } from './letter.ts'

/** For whoever followed a link to a file that is over: both languages, as nobody has said which one they read. */
export function fileLinkOver(publicUrl: string): string {
  const { zh, en } = mailRefusals['file-link-over']
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>Muster</title></head>
<body style="margin:0;padding:24px;font:16px/1.6 -apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif">
<main style="max-width:36em;margin:8vh auto 0"><h1 style="font-size:20px">${escapeHtml(zh)}</h1>
<p lang="en">${escapeHtml(en)}</p>
<p><a href="${escapeHtml(publicUrl)}/">登录 · Sign in</a></p></main></body></html>
`
}
