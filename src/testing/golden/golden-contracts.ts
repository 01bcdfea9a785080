import { ed25519 } from '@noble/curves/ed25519.js'
import { formatAddress, formatContractAddress } from '#chain/address.ts'
import { type Amount, COIN } from '#chain/amount.ts'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import type { Receipt } from '#chain/block/block.ts'
import { hashOf } from '#chain/hash.ts'
import type { Hash } from '#chain/ids.ts'
import { readAccount } from '#chain/state/account.ts'
import { contractAddress } from '#chain/state/contract.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { encodeValue } from '#contracts/encode-value.ts'
import { TEMPLATES } from '#contracts/templates/templates.ts'
import type { Value } from '#contracts/value.ts'
import { known } from '#lib/assert.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { authorityNetwork } from '../authority-network.ts'
import type { BuiltBlock, TestAccount } from '../chain-builder.ts'
import { createSealedChain } from '../sealed-chain.ts'
import { transactionOf } from '../transaction-of.ts'
import { GOLDEN_FEE } from './golden-chain.ts'
import { GOLDEN_KIT } from './golden-kit.ts'
import { alice, bob, carol, dora } from './golden-networks.ts'
import type { Act } from './golden-scripts.ts'

/**
 * The network whose chain freezes the results of code. The texts of its contracts, a template's among them,
 * are frozen too.
 */
export const GOLDEN_CONTRACT_NETWORK = authorityNetwork(
  { authorities: [alice, bob], admin: alice, rich: [alice, bob, carol] },
  { name: 'Golden contracts' },
)

/**
 * A transaction's result in short, so that a difference shows where to look. The tip's id covers all of it as
 * well.
 */
export interface ReceiptVector {
  readonly status: string
  readonly code: string
  readonly message: string
  readonly fee: string
  readonly gas: string
  readonly result: string
  /** One per line. */
  readonly events: string
}

/** Genesis and the blocks of the script, the same in every run. */
export async function goldenContracts(runtime: ContractRuntime): Promise<BuiltBlock[]> {
  const chain = createSealedChain(GOLDEN_CONTRACT_NETWORK, runtime)
  const blocks = [chain.genesis]
  for (const acts of SCRIPT) {
    const parent = known(blocks.at(-1), 'parent')
    const nonces = new Map<TestAccount, number>()
    const transactions = acts.map(([from, payload]) => {
      const nonce = nonces.get(from) ?? readAccount(parent.state, from.address).nonce
      nonces.set(from, nonce + 1)
      return transactionOf(GOLDEN_CONTRACT_NETWORK, from, payload, { nonce, fee: GOLDEN_FEE })
    })
    blocks.push(await chain.seal(parent, transactions, { by: [alice, bob] }))
  }
  return blocks
}

export const receiptVector = (receipt: Receipt): ReceiptVector => ({
  status: receipt.status,
  code: receipt.code,
  message: receipt.message,
  fee: String(receipt.fee),
  gas: String(receipt.gas),
  result: receipt.result === undefined ? '' : bytesToHex(receipt.result),
  events: receipt.events.map(({ source, name, data }) => [source, name, ...data].join(' ')).join('\n'),
})

const TOKEN = contractAddress(alice.address, 0)
const KIT = contractAddress(bob.address, 0)
const OTHER_KIT = contractAddress(bob.address, 1)
const token = formatContractAddress(TOKEN)
const otherKit = formatContractAddress(OTHER_KIT)
const people = { alice: formatAddress(alice.address), bob: formatAddress(bob.address) }

function listOf(values: readonly Value[]): Uint8Array {
  const encoded = encodeValue(values)
  if (!encoded.ok) throw new Error(encoded.error.message)
  return encoded.value
}

const deploy = (source: string, args: readonly Value[], gasLimit = 50_000_000n): Payload => ({
  ...{ kind: 'deploy', source, args: listOf(args), amount: 0n as Amount, gasLimit },
})

interface Options {
  readonly amount?: bigint
  readonly gasLimit?: bigint
  readonly expected?: Hash
}

const invoke = (
  contract: typeof TOKEN,
  method: string,
  args: readonly Value[] = [],
  { amount = 0n, gasLimit = 50_000_000n, expected }: Options = {},
): Payload => ({
  ...{ kind: 'invoke', contract, method, args: listOf(args), amount: amount as Amount, gasLimit, expected },
})

const [message, signature] = [
  utf8FromText('für alle'),
  ed25519.sign(utf8FromText('für alle'), alice.secretKey),
]
const tokenSource = known(
  TEMPLATES.find(({ name }) => name === 'token'),
  'template',
).source

/** One list per block. Much of it fails on purpose. */
const SCRIPT: readonly (readonly Act[])[] = [
  [
    [alice, deploy(tokenSource, ['Golden points', 'GOLD', 1_000_000n])],
    [bob, deploy(GOLDEN_KIT, ['first'])],
    [bob, deploy(GOLDEN_KIT, ['second'])],
  ],
  [
    [alice, invoke(TOKEN, 'transfer', [people.bob, 400n])],
    [bob, invoke(TOKEN, 'transfer', [people.alice, 401n])],
    [bob, invoke(TOKEN, 'approve', [otherKit, 100n])],
    [carol, invoke(TOKEN, 'info')],
  ],
  // the last key moves to the position of a removed one, and its bytes too
  [
    [carol, invoke(KIT, 'put', ['a', 1])],
    [carol, invoke(KIT, 'put', ['b', [null, true, 'ü', 2n ** 70n]])],
    [carol, invoke(KIT, 'put', ['c', Uint8Array.of(1, 2, 3)])],
    [carol, invoke(KIT, 'put', ['d', { y: -1, x: [] }])],
    [carol, invoke(KIT, 'keys', [null])],
  ],
  [
    [carol, invoke(KIT, 'drop', ['b'])],
    [carol, invoke(KIT, 'drop', ['nothing'])],
    [carol, invoke(KIT, 'keys', [null])],
    [carol, invoke(KIT, 'keys', ['d'])],
    [carol, invoke(KIT, 'drop', ['c'])],
    [carol, invoke(KIT, 'put', ['b', 9])],
  ],
  // calls within calls: good, caught, not caught, back into a waiting contract, by views
  [
    [bob, invoke(KIT, 'pass', [token, 'balanceOf', [people.bob]])],
    [bob, invoke(OTHER_KIT, 'pass', [token, 'transferFrom', [people.bob, people.alice, 60n]])],
    [bob, invoke(KIT, 'tryPass', [token, 'transfer', [people.alice, 1n]])],
    [bob, invoke(KIT, 'pass', [token, 'transfer', [people.alice, 1n]])],
    [bob, invoke(KIT, 'tryPass', [otherKit, 'pass', [formatContractAddress(KIT), 'work', [1]]])],
    [bob, invoke(KIT, 'ask', [token, 'balanceOf', [people.alice]])],
    [bob, invoke(KIT, 'ask', [token, 'approve', [people.alice, 1n]])],
    [bob, invoke(KIT, 'tryPass', [otherKit, 'loop', []], { gasLimit: 20_000_000n })],
  ],
  // coins
  [
    [carol, invoke(KIT, 'give', [], { amount: 3n * COIN })],
    [carol, invoke(KIT, 'work', [1], { amount: COIN })],
    [carol, invoke(KIT, 'payOut', [formatAddress(dora.address), COIN])],
    [carol, invoke(KIT, 'payOut', [formatAddress(dora.address), 9n * COIN])],
    [carol, invoke(KIT, 'payOut', [token, 1n])],
  ],
  // results of the machine, and its ways to end
  [
    [carol, invoke(KIT, 'work', [1])],
    [carol, invoke(KIT, 'work', [40])],
    [carol, invoke(KIT, 'loop', [], { gasLimit: 3_000_000n })],
    [carol, invoke(KIT, 'work', [1], { gasLimit: 300_000n })],
    [carol, invoke(KIT, 'recurse', [0])],
    [carol, invoke(KIT, 'hoard', [], { gasLimit: 500_000_000n })],
  ],
  [
    [carol, invoke(KIT, 'stop', ['so ein Pech'])],
    [carol, invoke(KIT, 'stop', ['x'.repeat(600)])],
    [carol, invoke(KIT, 'odd')],
    [carol, invoke(KIT, 'missing')],
    [carol, invoke(KIT, '_hidden')],
    [carol, invoke(KIT, 'init', ['again'])],
    [carol, invoke(contractAddress(carol.address, 999), 'work')],
  ],
  [
    [carol, invoke(KIT, 'check', [alice.address, message, signature])],
    [carol, invoke(KIT, 'check', [bob.address, message, signature])],
    [carol, invoke(KIT, 'digest', [message])],
    [carol, invoke(KIT, 'where')],
  ],
  // sources that are not contracts
  [
    [carol, deploy('export default class {', [])],
    [carol, deploy('export const one = 1', [])],
    [carol, deploy('const deep = '.concat('['.repeat(65), ']'.repeat(65)), [])],
    [carol, deploy(GOLDEN_KIT, ['third'], 3_000_000n)],
    [carol, deploy(GOLDEN_KIT, [''])],
  ],
  // expected changes, and others
  [
    [carol, invoke(KIT, 'put', ['a', 2], { expected: hashOf<Hash>(utf8FromText('something else')) })],
    [carol, invoke(KIT, 'keys', [null], { expected: hashOf<Hash>(Uint8Array.of(0x80)) })],
  ],
]
