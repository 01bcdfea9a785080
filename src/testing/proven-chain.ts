import { type Amount, COIN } from '#chain/amount.ts'
import type { Header } from '#chain/block/header.ts'
import { proveEvent, proveFile, proveState, proveTransaction } from '#chain/make-proof.ts'
import type { ProvenFact } from '#chain/proof.ts'
import { accountKey, readAccount } from '#chain/state/account.ts'
import type { Payload, Transaction } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import { authorityNetwork } from './authority-network.ts'
import { type BuiltBlock, type TestAccount, testAccount } from './chain-builder.ts'
import { createSealedChain } from './sealed-chain.ts'
import { transactionOf } from './transaction-of.ts'

/** A valid proof, and what it must show. */
export interface RealProof {
  readonly header: Header
  readonly proof: Uint8Array
  readonly shows: Omit<ProvenFact, 'header'> & Record<string, unknown>
}

const ACCOUNTS = Array.from({ length: 9 }, (_, i) => testAccount(i + 1))
const [ADMIN, OTHER] = ACCOUNTS as [TestAccount, TestAccount]
/** Addresses whose accounts never exist. */
const STRANGERS = Array.from({ length: 12 }, (_, i) => testAccount(100 + i).address)
const AUTHORITIES_KEY = '04'

/**
 * Every proof that the blocks of a chain give: it has `blocks` of them, with one to eleven transactions each
 * (payments, files, changes of the authorities, which emit events), so that the lists have many shapes.
 */
export async function provenChain(blocks: number): Promise<RealProof[]> {
  const chain = createSealedChain(authorityNetwork({ authorities: [ADMIN], admin: ADMIN, rich: ACCOUNTS }))
  const proofs: RealProof[] = []
  let tip = chain.genesis
  for (let i = 0; i < blocks; i++) {
    const payloads = Array.from({ length: 1 + (i % 11) }, (_, n) => payloadOf(i, n))
    const transactions = signed(chain.params, tip, payloads)
    tip = await chain.seal(tip, transactions, { by: [ADMIN, OTHER] })
    proofs.push(...proofsOf(tip))
  }
  return proofs
}

/**
 * The first payload of each block is the admin's, who adds an authority in one and removes it in the next.
 */
function payloadOf(block: number, n: number): Payload {
  if (n === 0) {
    return { kind: 'authority', action: block % 2 === 0 ? 'add' : 'remove', address: OTHER.address }
  }
  if (n % 3 === 1) {
    const cid = Uint8Array.of(1, 0x55, 0x12, 0x20, ...new Uint8Array(32).fill(16 * (block % 16) + n))
    return { kind: 'file', cid, name: `${block}-${n}.txt`, sizeBytes: n, mediaType: 'text/plain', note: '' }
  }
  const to = known(ACCOUNTS[(block + n) % ACCOUNTS.length], 'account').address
  return { kind: 'transfer', to, amount: COIN as Amount, memo: `${n}` }
}

function signed(
  params: Parameters<typeof transactionOf>[0],
  { state }: BuiltBlock,
  payloads: readonly Payload[],
): Transaction[] {
  // Each by another account, so that each has the nonce of the state.
  return payloads.map((payload, n) => {
    const from = known(ACCOUNTS[n % ACCOUNTS.length], 'account')
    const before = Math.floor(n / ACCOUNTS.length)
    return transactionOf(params, from, payload, { nonce: readAccount(state, from.address).nonce + before })
  })
}

function proofsOf(block: BuiltBlock): RealProof[] {
  const { header, state } = block
  const addresses = [...ACCOUNTS.map(({ address }) => address), ...STRANGERS]
  return [
    ...addresses.map(address => ({
      header,
      proof: proveState(header, state, accountKey(address)),
      shows: { type: 'account' as const, address, ...readAccount(state, address) },
    })),
    {
      header,
      proof: proveState(header, state, AUTHORITIES_KEY),
      shows: { type: 'entry', key: AUTHORITIES_KEY, value: state.get(AUTHORITIES_KEY) },
    },
    ...block.transactions.flatMap((tx, index) => [
      {
        header,
        proof: proveTransaction(header, block.transactions, index),
        shows: { type: 'transaction' as const, txId: tx.id, bytes: tx.bytes },
      },
      ...eventProofs(block, tx, index),
      ...fileProofs(block, tx, index),
    ]),
  ]
}

function eventProofs(
  { header, transactions, applied }: BuiltBlock,
  { id }: Transaction,
  index: number,
): RealProof[] {
  const { receipts } = known(applied, 'an applied block')
  return known(receipts[index], 'receipt').events.map((event, at) => ({
    header,
    proof: proveEvent(header, { transactions, receipts }, index, at),
    shows: { type: 'event', txId: id, index: at, ...event },
  }))
}

function fileProofs({ header, transactions }: BuiltBlock, tx: Transaction, index: number): RealProof[] {
  if (tx.payload.kind !== 'file') return []
  const { kind: type, ...file } = tx.payload
  const shows = { type, ...file, author: tx.sender, txId: tx.id }
  return [{ header, proof: proveFile(header, transactions, index), shows }]
}
