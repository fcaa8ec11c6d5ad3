import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

export type ServerProcess = { readonly address: string; readonly pid: number; rssMb(): number; stop(): Promise<void> }

/**
 * Starts a server of ours or the floor as a process of its own; it prints {ready, address} as JSON when it listens. `command` must
 * become the server itself (exec), so that its memory and CPU are the server's.
 */
export async function startServer(command: string, args: readonly string[], env: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  process.once('exit', () => child.kill('SIGTERM'))
  const address = await readyAddress(child)
  const pid = child.pid ?? 0
  return {
    address,
    pid,
    rssMb: () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

function readyAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with code ${code} before it was ready`)))
    if (!child.stdout) return reject(new Error('no output to read'))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return
      const said = JSON.parse(line) as { ready?: boolean; address?: string }
      if (said.ready && said.address) resolve(said.address)
    })
  })
}
