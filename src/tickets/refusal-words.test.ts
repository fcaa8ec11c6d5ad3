import { expect, test } from 'vitest'
import { toProblem } from '#platform/http/problem'
import { CRITERION_WORDS, FACT_WORDS } from './refusal-words.ts'
import { ticketRefusals } from './refusals.ts'
import { CRITERIA, REQUIRED_FACTS } from './rules/playbook.ts'

test('a refusal names what is missing in the reader’s words, never by its key', () => {
  const lacks = { code: 'description-incomplete', params: { missing: 'symptom, occurredAt' } }
  expect(toProblem(ticketRefusals, lacks, 'zh-CN').detail).toContain('还缺：现象、发生时间；')
  expect(toProblem(ticketRefusals, lacks, 'en').detail).toContain('lacks: symptom, when it occurred;')
  const open = { code: 'exit-criteria-missing', params: { station: 'qa', missing: 'reproduced' } }
  expect(toProblem(ticketRefusals, open, 'zh-CN').detail).toBe('测试 环节还没有记录：是否复现；工单没有离开。请先记录结论。')
  // Programs still read the keys.
  expect(toProblem(ticketRefusals, open, 'zh-CN').params).toEqual(open.params)
})

test('a station that a workspace added is named by its key', () => {
  const there = { code: 'same-station', params: { station: 'night_shift' } }
  expect(toProblem(ticketRefusals, there, 'en').detail).toContain('night_shift')
})

test('every fact and every criterion has words', () => {
  expect(REQUIRED_FACTS.filter((fact) => !(fact in FACT_WORDS))).toEqual([])
  expect(CRITERIA.filter((criterion) => !(criterion in CRITERION_WORDS))).toEqual([])
})
