// What we use of autocannon, which brings no types.
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events'

  type Request = { method: string; path?: string; headers?: Record<string, string>; body?: string }
  type Options = {
    url: string
    connections: number
    duration: number
    requests: (Request & { setupRequest?: (request: Request) => Request })[]
  }
  type Instance = EventEmitter & {
    on(event: 'response', listener: (client: unknown, statusCode: number, bytes: number, responseMs: number) => void): Instance
  }
  export default function autocannon(
    options: Options,
    done: (error: Error | null, result: { duration: number; errors: number }) => void,
  ): Instance
}
