import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { DistributionPackage } from './steps.ts'

export const DISTRIBUTION_PACKAGES: readonly DistributionPackage[] = [
  'chromium-headless-shell',
  'fonts-noto-cjk',
  'postgresql-15',
  'dovecot-imapd',
  'dovecot-lmtpd',
  'postfix',
  'swaks',
  'openssl',
  'neomutt',
  'tmux',
]
/** Asked by the distribution before it starts a service; 101 is no. */
const SERVICE_POLICY = '/usr/sbin/policy-rc.d'

/** Whether what the package brings is here, however it came. */
export function isPresent(name: DistributionPackage): boolean {
  switch (name) {
    case 'chromium-headless-shell':
      return existsSync(process.env.CHROMIUM_PATH ?? '') || [name, 'chromium', 'chromium-browser', 'google-chrome'].some(isOnPath)
    case 'fonts-noto-cjk':
      return /\S/.test(spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).stdout ?? '')
    case 'postgresql-15':
      return existsSync('/usr/lib/postgresql/15/bin/postgres')
    case 'dovecot-imapd':
      return existsSync('/usr/lib/dovecot/imap')
    case 'dovecot-lmtpd':
      return existsSync('/usr/lib/dovecot/lmtp')
    case 'postfix':
      return existsSync('/usr/lib/postfix/sbin/master')
    case 'swaks':
    case 'openssl':
    case 'neomutt':
    case 'tmux':
      return isOnPath(name)
  }
}

/** Installs with apt-get, quietly, three tries. Needs root. Returns what is missing afterwards. */
export function install(names: readonly DistributionPackage[]): DistributionPackage[] {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // The tests run servers of their own; the machine's are not to begin serving because of us.
  const isPolicyOurs = !existsSync(SERVICE_POLICY)
  if (isPolicyOurs) writeFileSync(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  for (let attempt = 1; attempt <= 3 && names.some((name) => !isPresent(name)); attempt++) {
    spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'inherit' })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'fontconfig', ...names], { env, stdio: 'inherit' })
  }
  if (isPolicyOurs) rmSync(SERVICE_POLICY)
  return names.filter((name) => !isPresent(name))
}

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

function isOnPath(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))
}
