/** What the workspace and its lines need a person for; each must be handed to somebody else before that person can leave. */
export type Standing =
  | { readonly as: 'lead' | 'executive' | 'project-lead' | 'squad-lead' | 'last-of-squad'; readonly of: string }
  | { readonly as: 'duty-manager' | 'last-resort'; readonly of: null }

const WORDS: Readonly<Record<Standing['as'], { readonly zh: string; readonly en: string }>> = {
  lead: { zh: '业务线“{of}”的负责人', en: 'lead of {of}' },
  executive: { zh: '业务线“{of}”的分管高管', en: 'executive of {of}' },
  'project-lead': { zh: '业务线“{of}”的项目经理', en: 'project lead of {of}' },
  'squad-lead': { zh: '小组“{of}”的组长', en: 'lead of squad {of}' },
  'last-of-squad': { zh: '小组“{of}”仅剩的成员', en: 'last member of squad {of}' },
  'duty-manager': { zh: '值班经理', en: 'duty manager' },
  'last-resort': { zh: '最后兜底人', en: 'last resort' },
}

/** Everything a person is needed for, as one text in each language. */
export function nameStandings(standings: readonly Standing[]): { zh: string; en: string } {
  const say = (language: 'zh' | 'en') => standings.map(({ as, of }) => WORDS[as][language].replace('{of}', () => of ?? ''))
  return { zh: say('zh').join('、'), en: say('en').join(', ') }
}
