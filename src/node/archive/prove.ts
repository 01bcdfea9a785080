import { addressFromBytes, parseParty } from '#chain/address.ts'
import { decodeBody } from '#chain/block/body-codec.ts'
import type { Header } from '#chain/block/header.ts'
import { decodeHeader } from '#chain/block/header-codec.ts'
import { formatCid, parseCid } from '#chain/cid.ts'
import { MAX_STATE_KEY_BYTES } from '#chain/limits.ts'
import { proveEvent, proveFile, proveState, proveTransaction } from '#chain/make-proof.ts'
import { accountKey } from '#chain/state/account.ts'
import { assert, known } from '#lib/assert.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'
import { LIST_LIMIT } from '#node/limits.ts'
import type { TxRow } from '#storage/rows.ts'
import type { Wallet } from '#wallet/wallet.ts'

/** A proof and the header that it is for. */
export interface MadeProof {
  readonly header: Header
  readonly proof: Uint8Array
}

type Made = Result<MadeProof, Failure>

const TX_ID = /^[0-9a-f]{64}$/
/** A key of the state begins with a byte of its own, so it is never as long as an id. */
const STATE_KEY = new RegExp(`^(?:[0-9a-f]{2}){1,${MAX_STATE_KEY_BYTES}}$`)

/**
 * A proof of `of`: the name of an own address, an address, the id of a transaction on the chain, a recorded
 * file's CID or a key of the state. `event` selects an event of the transaction. Balances and entries are
 * those after the tip.
 */
export async function prove(
  chain: Chain,
  wallet: Wallet,
  { of, event }: { readonly of: string; readonly event?: number },
): Promise<Made> {
  const text = of.trim()
  const lower = text.toLowerCase()
  if (TX_ID.test(lower)) return proveTx(chain, lower, event)
  if (event !== undefined) return fail('EVENT_BAD', 'event: only a transaction has events; give its id')

  const own = wallet.find(text)
  const party = own.ok ? ok({ address: addressFromBytes(own.value.publicKey) }) : parseParty(text)
  if (party.ok) return proveTip(chain, accountKey(party.value.address))
  if (STATE_KEY.test(lower)) return proveTip(chain, lower)
  const cid = parseCid(text)
  if (cid.ok) return proveRecord(chain, formatCid(cid.value))
  return fail(
    'PROOF_SUBJECT_BAD',
    'of: give an address or the name of one of yours, a transaction’s id (64 hexadecimal digits), a file’s CID, or a key of the state',
  )
}

function proveTip({ tip, state }: Chain, key: string): Made {
  return ok({ header: tip.header, proof: proveState(tip.header, state, key) })
}

async function proveTx(chain: Chain, id: string, event: number | undefined): Promise<Made> {
  const row = await chain.store.tx(id)
  if (!row) {
    return fail(
      'TX_UNKNOWN',
      `of: no transaction ${id} is in a block of this chain; wait until it is confirmed`,
    )
  }
  const { header, transactions } = await blockOf(chain, row)
  if (event === undefined) return ok({ header, proof: proveTransaction(header, transactions, row.index) })

  const { events } = row.receipt
  if (!Number.isInteger(event) || event < 0 || event >= events.length) {
    return fail('EVENT_BAD', `event: the transaction has ${events.length} events, counted from 0`)
  }
  const receipts = (await chain.store.txsOf(row.blockId)).map(tx => tx.receipt)
  return ok({ header, proof: proveEvent(header, { transactions, receipts }, row.index, event) })
}

/** Proves the first record of a file, because it shows who had the file earliest. */
async function proveRecord(chain: Chain, cid: string): Promise<Made> {
  const row = (await chain.store.history(cid, LIST_LIMIT)).at(-1)
  if (!row)
    return fail('FILE_UNKNOWN', `of: no file ${cid} is recorded on this chain; \`file record\` records one`)
  const { header, transactions } = await blockOf(chain, row)
  return ok({ header, proof: proveFile(header, transactions, row.index) })
}

/** The main-chain block of a transaction, from the database. */
async function blockOf({ store, genesis }: Chain, { blockId }: TxRow) {
  const block = known(await store.block(blockId), `block ${blockId} of a transaction`)
  const body = known(await store.body(blockId), `body of block ${blockId}`)
  const header = decodeHeader(block.header)
  const transactions = decodeBody(body.body, genesis.limits)
  assert(header.ok && transactions.ok, 'a stored block decodes')
  return { header: header.value, transactions: transactions.value }
}
