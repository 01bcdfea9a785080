import { t } from '@lingui/core/macro'
import type { PresetName } from '#chain/genesis/presets.ts'

/** The purpose of a preset in one sentence, and the founder's share. */
export const PRESET_WORDS: Record<PresetName, { name: string; purpose: string; founder: string }> = {
  classroom: {
    name: t`Classroom`,
    purpose: t`One teacher, one room: you decide who makes blocks, and you hand out the coins.`,
    founder: t`You are the admin and the first authority. Keep this tab open: it makes the blocks.`,
  },
  fair: {
    name: t`Fair`,
    purpose: t`A club: whoever stakes coins makes blocks; the more coins, the more blocks.`,
    founder: t`You have the first stake. Give others coins, so that they can stake too.`,
  },
  open: {
    name: t`Open`,
    purpose: t`For strangers: whoever computes earns coins, from the first block on.`,
    founder: t`You get no coins at first; you mine them like everybody else.`,
  },
  classic: {
    name: t`Classic`,
    purpose: t`Like this app’s own network: blocks are made only while transactions wait, so it rests when nobody pays.`,
    founder: t`You get no coins at first; you mine them like everybody else.`,
  },
}
