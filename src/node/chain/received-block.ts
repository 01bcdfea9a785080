import type { Block } from '#chain/block/block.ts'
import { transactionsRoot } from '#chain/block/block-roots.ts'
import { decodeBody } from '#chain/block/body-codec.ts'
import type { Header } from '#chain/block/header.ts'
import type { ChainLimits } from '#chain/genesis/genesis.ts'
import { type Violation, violation } from '#chain/rules.ts'
import { judged } from '#lib/judged.ts'
import { ok, type Result } from '#lib/result.ts'
import type { Chain } from './chain.ts'
import { setAside } from './import/beyond.ts'

/**
 * A checked header with the body that a peer sent, if the header commits to that body. No other rule is
 * checked.
 */
export function receivedBlock(
  header: Header,
  bytes: Uint8Array,
  limits: ChainLimits,
): Result<Block, Violation> {
  const body = decodeBody(bytes, limits)
  const other = `the body sent for block ${header.id} is not what its header commits to`
  if (!body.ok) return violation(body.error.code, other)
  if (transactionsRoot(body.value.map(tx => tx.id)) !== header.txRoot)
    return violation('BLOCK_TX_ROOT', other)
  return ok({ header, transactions: body.value })
}

/**
 * The same for received bytes; undefined if reading them meets a bug of this app. That says nothing about the
 * block, because anybody can send any bytes for it: the answer is useless, and another peer is asked.
 */
export function readBody(
  chain: Chain,
  header: Header,
  bytes: Uint8Array,
): Result<Block, Violation> | undefined {
  try {
    return judged({ what: 'message', id: '', step: 'body' }, () =>
      receivedBlock(header, bytes, chain.genesis.limits),
    )
  } catch (error) {
    setAside(chain, error)
    return undefined
  }
}
