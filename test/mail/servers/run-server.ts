import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A folder of its own that a server's lesser users may pass through; gone with `remove`. */
export function serverFolder(name: string): { readonly path: string; remove(): void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), `muster-${name}-`)))
  chmodSync(path, 0o711)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A port of the loopback that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    // Below those the system gives to outgoing connections: one of them would be in the way when a server comes back to its port.
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isFree) continue
    await new Promise((resolve) => server.close(resolve))
    return port
  }
}

export type RunningServer = {
  readonly pid: number
  log(): string
  /** Ends it and all it started, and waits. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

/** Runs a server as the leader of its own process group until it answers on all ports. Throws with its log when it does not. */
export async function runServer(
  command: string,
  args: readonly string[],
  ports: readonly number[],
  logFile: string,
): Promise<RunningServer> {
  const output = openSync(logFile, 'a', 0o600)
  const child = spawn(command, args, { cwd: '/', detached: true, stdio: ['ignore', output, output], env: { PATH: process.env.PATH ?? '' } })
  closeSync(output)
  const log = (): string => readFileSync(logFile, 'utf8')
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()))
  const stop = (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => stopGroup(child, signal, ended)
  for (const port of ports) {
    for (let tries = 0; !(await answers(port)); tries++) {
      if (child.exitCode === null && child.pid !== undefined && tries < 300) await pause(50)
      else {
        await stop('SIGKILL')
        throw new Error(`${command} does not answer on port ${port}:\n${log().split('\n').slice(-30).join('\n')}`)
      }
    }
  }
  return { pid: child.pid!, log, stop }
}

async function stopGroup(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<void>): Promise<void> {
  if (child.pid === undefined) return
  signalGroup(child.pid, signal)
  await Promise.race([ended, pause(5_000)])
  // What is left of the group has lost its head.
  signalGroup(child.pid, 'SIGKILL')
  await ended
}

/** To a process and all of its group; nothing when they are gone. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
