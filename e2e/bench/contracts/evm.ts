import { Common, Hardfork, Mainnet } from '@ethereumjs/common'
import { createLegacyTx } from '@ethereumjs/tx'
import {
  Account,
  concatBytes,
  createAddressFromPrivateKey,
  createAddressFromString,
  hexToBytes,
  setLengthLeft,
} from '@ethereumjs/util'
import { createVM, runTx } from '@ethereumjs/vm'
import { keccak_256 } from '@noble/hashes/sha3.js'
import type { Round } from './signed-calls.ts'

const CALLS = 25

/** slot 0 += 1 */
const COUNTER = '0x5f546001015f5500'
/**
 * transfer(to, amount), without a selector: checks that the caller's balance, in the slot of keccak(address),
 * covers the amount (else it reverts), subtracts it, adds it to the recipient's balance, and emits an event.
 */
const TOKEN =
  '0x602035' + // amount
  '335f5260205f208054' + // slot and balance of the caller
  '828110603157' + // balance < amount: revert
  '8290039055' + // stored
  '5f355f5260205f2080548201' + // slot and new balance of the recipient
  '9055' + // stored
  '5f525f3533600160205fa300' + // event
  '5b5f5ffd'

const word = (value: Uint8Array) => setLengthLeft(value, 32)
const slotOf = (address: Uint8Array) => keccak_256(word(address))

/**
 * The same calls on `@ethereumjs/vm`, by one key on a growing state: signed transactions through `runTx`,
 * which recovers the sender, runs the code and writes the state's trie. They are made and signed before;
 * decoding is not measured, as with ours.
 */
export async function createEvmCalls(
  rounds: number,
): Promise<{ readonly counter: Round; readonly token: Round }> {
  const common = new Common({ chain: Mainnet, hardfork: Hardfork.Cancun })
  const vm = await createVM({ common })
  const secretKey = new Uint8Array(32).fill(7)
  const sender = createAddressFromPrivateKey(secretKey)
  await vm.stateManager.putAccount(sender, new Account(0n, 10n ** 24n))
  const contracts = [COUNTER, TOKEN].map((code, i) => ({
    code: hexToBytes(code as `0x${string}`),
    address: createAddressFromString(`0x${String(i + 1).repeat(40)}`),
  }))
  for (const { address, code } of contracts) {
    await vm.stateManager.putAccount(address, new Account())
    await vm.stateManager.putCode(address, code)
  }
  const [counter, token] = contracts.map(({ address }) => address) as [typeof sender, typeof sender]
  await vm.stateManager.putStorage(token, slotOf(sender.bytes), word(Uint8Array.of(15, 66, 64)))

  let signed = 0
  const sign = (to: typeof sender, data: Uint8Array) =>
    createLegacyTx({ nonce: signed++, gasPrice: 100n, gasLimit: 200_000n, to, data }, { common }).sign(
      secretKey,
    )
  const rounded = (to: typeof sender, dataOf: (i: number) => Uint8Array) =>
    Array.from({ length: CALLS }, (_, i) => sign(to, dataOf(i)))
  const recipient = (i: number) => new Uint8Array(20).fill(i + 100)
  const transfer = (i: number) => concatBytes(word(recipient(i)), word(Uint8Array.of(1)))
  const blocks = Array.from({ length: rounds }, () => [
    rounded(counter, () => new Uint8Array()),
    rounded(token, transfer),
  ]).flat()

  const next: Round = async () => {
    const block = blocks.shift()
    if (!block) throw new Error('the benchmark has no more calls')
    for (const tx of block) {
      const { execResult } = await runTx(vm, { tx })
      if (execResult.exceptionError)
        throw new Error(`the benchmark's call fails: ${execResult.exceptionError.error}`)
    }
    return block.length
  }
  return { counter: next, token: next }
}
