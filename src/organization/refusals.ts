import type { CatalogueEntry } from '#platform/refusals'

/** Holes are refused and named: ownership is never empty because the places it falls back on never are. */
export const organizationRefusals = {
  'staff-still-needed': {
    status: 409,
    zh: '{name}现在还是{neededZh}，不能停用；什么都没有改变。请先把这些职责交给别人，再停用。',
    en: '{name} is still {neededEn} and cannot be disabled; nothing was changed. Hand these to somebody else first, then disable.',
  },
  'last-administrator': {
    status: 409,
    zh: '{name}是最后一位管理员，不能停用或改为其他角色；什么都没有改变。请先指定另一位管理员。',
    en: '{name} is the last administrator and cannot be disabled or given another role; nothing was changed. Appoint another administrator first.',
  },
  'staff-disabled': {
    status: 409,
    zh: '{name}已停用，不能修改；什么都没有改变。请先启用此人。',
    en: '{name} is disabled and cannot be edited; nothing was changed. Enable this person first.',
  },
  'squad-would-be-empty': {
    status: 409,
    zh: '小组“{squad}”将没有任何在职成员；什么都没有保存。业务线启用期间，小组至少要有一人；请先加入别人。',
    en: 'Squad {squad} would have no active member; nothing was saved. While its line is in use a squad has at least one person: add somebody first.',
  },
  'line-is-default': {
    status: 409,
    zh: '“{line}”是工作区的默认业务线，不能归档；什么都没有改变。请先在工作区设置中换一条默认业务线。',
    en: '{line} is the workspace’s default line and cannot be archived; nothing was changed. Choose another default line in the workspace first.',
  },
  'line-archived': {
    status: 409,
    zh: '业务线“{line}”已归档；什么都没有保存。请先恢复该业务线，或选择另一条。',
    en: 'Line {line} is archived; nothing was saved. Bring it back first, or choose another line.',
  },
  'workspace-not-set-up': {
    status: 409,
    zh: '工作区还没有设置好（默认业务线、值班经理、最后兜底人）；什么都没有保存。请管理员先完成设置。',
    en: 'The workspace is not set up yet (default line, duty manager, last resort); nothing was saved. An administrator must complete it first.',
  },
} as const satisfies Record<string, CatalogueEntry>
