import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** PEM texts and where they lie. A certificate that signs itself is its own CA. */
export type Certificate = { readonly key: string; readonly cert: string; readonly keyFile: string; readonly certFile: string }

/** Makes a certificate for names and addresses of the loopback, good for a day. */
export function selfMadeCertificate(
  folder: string,
  name: string,
  subjects: readonly string[] = ['DNS:localhost', 'IP:127.0.0.1'],
): Certificate {
  const keyFile = join(folder, `${name}.key`)
  const certFile = join(folder, `${name}.crt`)
  const made = spawnSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1', '-subj', `/CN=${name}`],
      ...['-addext', `subjectAltName=${subjects.join(',')}`, '-keyout', keyFile, '-out', certFile],
    ],
    { encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`openssl made no certificate: ${made.stderr}`)
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8'), keyFile, certFile }
}
