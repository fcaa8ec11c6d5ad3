import { expect } from 'vitest'
import type { Reply, TestApp } from '../harness/app.ts'
import { CONTACTS, STAFF, type Who } from '../harness/company.ts'

/** What scenarios say over and over, in words of the front line. Every helper fails the test when the API refuses. */

/** JSON as it came. */
type Body = Reply['body']

export type Owed = {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly holder: { readonly id: string; readonly name: string } | null
  readonly armedAt: string
  readonly dueAt: string | null
  readonly brokenAt: string | null
}

export const FACTS = { symptom: '导出报表一直转圈', occurredAt: '2026-11-24T01:30:00Z' }
const HURT = {
  S1: { impact: 'company', urgency: 'stopped' },
  S2: { impact: 'department', urgency: 'degraded' },
  S3: { impact: 'department', urgency: 'workaround' },
  S4: { impact: 'person', urgency: 'none' },
} as const
export type Hurt = keyof typeof HURT

export class FrontLine {
  readonly muster: TestApp
  readonly ids: TestApp['company']['ids']

  constructor(muster: TestApp) {
    this.muster = muster
    this.ids = muster.company.ids
  }

  /** A customer reports a defect; its number. */
  async reported(severity: Hurt = 'S2', more: Record<string, unknown> = {}): Promise<string> {
    const { report, ...rest } = more
    const body = { kind: 'defect', title: '导出超时', report: { ...FACTS, ...HURT[severity], ...(report as object) }, ...rest }
    return (await this.done('customer', 'POST', '/tickets', body)).number
  }

  /** Reported, acknowledged, triaged and first answered, at once. */
  async underWay(severity: Hurt = 'S2'): Promise<{ number: string; owner: Who }> {
    const number = await this.reported(severity)
    const owner = await this.owner(number)
    await this.done(owner, 'POST', `/tickets/${number}/acknowledgement`)
    await this.triage(owner, number, severity)
    await this.tell(owner, number, '已经定位到导出服务，正在复现。')
    return { number, owner }
  }

  async owner(number: string): Promise<Who> {
    return this.who((await this.ticket(number)).owner.id)
  }

  async liaison(number: string): Promise<Who> {
    return this.who((await this.ticket(number)).liaison.id)
  }

  who(id: string): Who {
    const found = Object.entries(this.ids).find(([name, one]) => one === id && (name in STAFF || name in CONTACTS))
    if (!found) throw new Error(`nobody has the id ${id}`)
    return found[0] as Who
  }

  ticket(number: string, as: Who = 'administrator'): Promise<Body> {
    return this.done(as, 'GET', `/tickets/${number}`)
  }

  triage(who: Who, number: string, severity: Hurt, more: Record<string, unknown> = {}): Promise<Body> {
    return this.done(who, 'POST', `/tickets/${number}/triage`, { ...HURT[severity], ...more })
  }

  tell(who: Who, number: string, body: string, more: Record<string, unknown> = {}): Promise<Body> {
    return this.done(who, 'POST', `/tickets/${number}/messages`, { audience: 'customer', body, ...more })
  }

  offer(from: Who, to: Who, number: string, more: Record<string, unknown> = {}): Promise<string> {
    const body = { duty: 'owner', toStaffId: this.ids[to], done: '确认了现象', needed: '请继续处理', ...more }
    return this.done(from, 'POST', `/tickets/${number}/hand-offs`, body).then((ticket) => ticket.offers[0]?.id)
  }

  async handedOver(from: Who, to: Who, number: string, more: Record<string, unknown> = {}): Promise<Body> {
    return this.done(to, 'POST', `/hand-offs/${await this.offer(from, to, number, more)}/acceptance`)
  }

  find(who: Who, number: string, station: string, data: Record<string, unknown>): Promise<Body> {
    return this.done(who, 'POST', `/tickets/${number}/findings`, { station, ...data })
  }

  resolve(who: Who, number: string, more: Record<string, unknown> = {}): Promise<Body> {
    return this.done(who, 'POST', `/tickets/${number}/resolution`, {
      text: '已修复',
      causeClass: 'implementation',
      prevention: '加分页测试',
      ...more,
    })
  }

  /** Every obligation of a kind that the ticket ever had. */
  async owed(number: string, kind: string): Promise<Owed[]> {
    const { id } = await this.ticket(number)
    return (await this.done('administrator', 'GET', `/obligations?subjectType=ticket&subjectId=${id}&kind=${kind}&limit=200`)).items
  }

  /** The latest obligation of a kind. */
  async last(number: string, kind: string): Promise<Owed> {
    const all = await this.owed(number, kind)
    const last = all.toSorted((a, b) => a.armedAt.localeCompare(b.armedAt)).at(-1)
    if (!last) throw new Error(`${number} never owed ${kind}`)
    return last
  }

  /** Types on the ticket's timeline, in order. */
  async timeline(number: string, as: Who = 'administrator'): Promise<{ type: string; at: string; data: Body; actor: Body }[]> {
    return (await this.done(as, 'GET', `/tickets/${number}/timeline?limit=200`)).items
  }

  async told(who: Who): Promise<{ type: string; reason: string; ticket: { number: string } | null; data: Body }[]> {
    return (await this.done(who, 'GET', '/notifications?limit=200')).items
  }

  /** A call that must succeed; its body. */
  async done(who: Who, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Body> {
    const reply = await this.muster.call(who, method, path, body, headers)
    expect(reply.status, `${who} ${method} ${path}: ${JSON.stringify(reply.body)}`).toBeLessThan(300)
    return reply.body
  }

  call(who: Who | null, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply> {
    return this.muster.call(who, method, path, body, headers)
  }
}
