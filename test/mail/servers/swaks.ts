import { spawn } from 'node:child_process'

export type Said = { readonly exitCode: number; readonly transcript: string }

/** Runs swaks, the distribution's SMTP test client, without a configuration of anybody's. */
export async function swaks(...args: readonly string[]): Promise<Said> {
  const child = spawn('swaks', ['--no-hints', ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let transcript = ''
  child.stdout.on('data', (piece) => {
    transcript += piece
  })
  child.stderr.on('data', (piece) => {
    transcript += piece
  })
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? -1))
  })
  return { exitCode, transcript }
}
