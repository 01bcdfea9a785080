import {
  IconAlertOctagon,
  IconArrowDownLeft,
  IconArrowsLeftRight,
  IconArrowUpRight,
  IconCode,
  IconCodePlus,
  IconFile,
  IconLock,
  IconLockOpen,
  IconUserShield,
  type TablerIcon,
} from '@tabler/icons-react'
import type { Payload } from '#chain/transaction/transaction.ts'

const KIND_ICONS: Record<Payload['kind'], TablerIcon> = {
  transfer: IconArrowsLeftRight,
  stake: IconLock,
  unstake: IconLockOpen,
  evidence: IconAlertOctagon,
  authority: IconUserShield,
  file: IconFile,
  deploy: IconCodePlus,
  invoke: IconCode,
}

interface TxMarkProps {
  readonly kind: string
  /** The user's side of a payment. */
  readonly side: 'sender' | 'recipient' | undefined
}

/** The icon of a kind of transaction; decorative, next to words with the same meaning. */
export function TxMark({ kind, side }: TxMarkProps) {
  const Icon = iconOf(kind, side)
  return <Icon size={18} stroke={1.8} aria-hidden="true" />
}

function iconOf(kind: string, side: TxMarkProps['side']): TablerIcon {
  if (kind === 'transfer' && side) return side === 'sender' ? IconArrowUpRight : IconArrowDownLeft
  return Object.hasOwn(KIND_ICONS, kind) ? KIND_ICONS[kind as Payload['kind']] : IconArrowsLeftRight
}
