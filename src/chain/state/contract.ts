import { sha256 } from '@noble/hashes/sha2.js'
import { ByteCache } from '#lib/byte-cache.ts'
import { bytesToHex, concatBytes } from '#lib/bytes.ts'
import { type Address, addressFromBytes } from '../address.ts'
import type { ContractAbi } from '../apply/contract-runtime.ts'
import { encode } from '../codec.ts'
import { DECODED_CONTRACT_BYTES, MAX_SOURCE_BYTES } from '../limits.ts'
import { address, boolean, height, list, text, tuple } from '../schema.ts'
import { decodeEntry } from './entry.ts'
import { KEY_SPACE } from './key-space.ts'
import type { StateDraft, StateReader } from './state-draft.ts'

/** The state's entry of a contract, without its source and its storage. */
export interface Contract {
  readonly creator: Address
  /** Height of the block that deployed it. */
  readonly height: number
  readonly abi: ContractAbi
}

const anyText = text(MAX_SOURCE_BYTES)
const methodTuple = tuple({
  name: anyText,
  parameters: list(anyText, Number.MAX_SAFE_INTEGER),
  view: boolean,
  payable: boolean,
})
const contractTuple = tuple({ creator: address, height, abi: list(methodTuple, Number.MAX_SAFE_INTEGER) })

/**
 * SHA-256 of the deployer and its transaction's nonce as 8 bytes: nobody can choose it, and no key signs for
 * it.
 */
export function contractAddress(deployer: Address, nonce: number): Address {
  const number = new Uint8Array(8)
  new DataView(number.buffer).setBigUint64(0, BigInt(nonce))
  return addressFromBytes(sha256(concatBytes(deployer, number)))
}

/** The key of a contract in the state: its space and the address. */
export const contractKey = (contract: Address): string => keyOf(KEY_SPACE.contract, contract)
export const codeKey = (contract: Address): string => keyOf(KEY_SPACE.code, contract)

export const decodeContract = (entry: Uint8Array): Contract => decodeEntry(entry, contractTuple)
export const decodeSource = (entry: Uint8Array): string => decodeEntry(entry, anyText)

const keyOf = (space: string, contract: Address): string => space + bytesToHex(contract)

/** Whether there is a contract, without decoding it. */
export const isContract = (state: StateReader, address: Address): boolean =>
  state.get(contractKey(address)) !== undefined

/** The bytes of a contract's entries of methods and source; 0 where there is none. */
export const contractBytes = (state: StateReader, contract: Address) => ({
  methods: state.get(contractKey(contract))?.length ?? 0,
  source: state.get(codeKey(contract))?.length ?? 0,
})

export const readContract = (state: StateReader, contract: Address): Contract | undefined =>
  decodedOnce(state.get(contractKey(contract)), decodeContract, 8)

/** The source of an existing contract. */
export const readSource = (state: StateReader, contract: Address): string | undefined =>
  decodedOnce(state.get(codeKey(contract)), decodeSource, 2)

/**
 * Keyed by the bytes of the entry, which are the same array in every version of the state and never change.
 */
const decodedEntries = new ByteCache<Uint8Array, unknown>(DECODED_CONTRACT_BYTES)

/** `growth`: the memory of a decoded value, as a multiple of its encoding. */
function decodedOnce<T>(
  entry: Uint8Array | undefined,
  decodeAs: (entry: Uint8Array) => T,
  growth: number,
): T | undefined {
  if (entry === undefined) return undefined
  const before = decodedEntries.get(entry)
  if (before !== undefined) return before as T
  const decoded = decodeAs(entry)
  decodedEntries.keep(entry, decoded, entry.length * growth)
  return decoded
}

export function writeContract(draft: StateDraft, contract: Address, entry: Contract, source: string): void {
  const abi = entry.abi.map(({ name, parameters, view, payable }) => [name, [...parameters], view, payable])
  draft.set(keyOf(KEY_SPACE.contract, contract), encode([entry.creator, entry.height, abi]))
  draft.set(keyOf(KEY_SPACE.code, contract), encode(source))
}
