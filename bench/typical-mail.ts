export type Typical = {
  readonly from: string
  readonly id: string
  readonly subject: string
  readonly references: readonly string[]
  readonly nth: number
}

/** What a customer's mail looks like: both forms, a quotation of three mails; about 20 kB. */
export function typicalMail({ from, id, subject, references, nth }: Typical): Buffer {
  const turns = [1, 2, 3].map(
    (turn) =>
      `<blockquote type="cite"><div>在 2026年3月${turn}日，09:00，支持 &lt;support@vendor.example&gt; 写道：</div>${'<p style="font-family:微软雅黑;font-size:10.5pt;color:#333">请先升级到 3.2.1 版本，再导出一次报表。</p>'.repeat(28)}`,
  )
  const html = `<html><body><div>已经升级，问题还在（${nth}）。</div><p>麻烦再看一下。</p>${turns.join('')}${'</blockquote>'.repeat(3)}</body></html>`
  const plain = `已经升级，问题还在（${nth}）。\n麻烦再看一下。\n\n在 2026年3月3日，09:00，支持 <support@vendor.example> 写道：\n${'> 请先升级到 3.2.1 版本，再导出一次报表。\n'.repeat(60)}`
  const part = (type: string, text: string): string =>
    `--b\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(Buffer.from(text))}\r\n`
  return Buffer.from(
    `Received: from mx.hongtai.example by mx.vendor.example; Mon, 2 Mar 2026 10:15:01 +0800\r\nFrom: =?utf-8?B?5p2O5aic?= <${from}>\r\nTo: support@vendor.example\r\n` +
      `Subject: ${subject}\r\nDate: Mon, 2 Mar 2026 10:15:00 +0800\r\nMessage-ID: <${id}>\r\n` +
      (references.length === 0 ? '' : `References: ${references.map((one) => `<${one}>`).join(' ')}\r\n`) +
      `MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n${part('text/plain', plain)}${part('text/html', html)}--b--\r\n`,
  )
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{76}/g, '$&\r\n')
}
