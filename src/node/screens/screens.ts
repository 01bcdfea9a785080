import { addressFromBytes } from '#chain/address.ts'
import { transactionCost } from '#chain/apply/apply-transaction.ts'
import { readAccount } from '#chain/state/account.ts'
import type { State } from '#chain/state/state.ts'
import { summaryOf } from '#chain/transaction/kinds.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import type { Engine } from '#consensus/engine.ts'
import { bytesToHex } from '#lib/bytes.ts'
import type { Miner } from '#mining/miner.ts'
import type { Network, PeerInfo } from '#network/network.ts'
import type { Chain } from '#node/chain/chain.ts'
import type { Mempool } from '#node/pool/mempool.ts'
import type { Producer } from '#node/produce/producer.ts'
import type { ConsensusSummary, PeerRow, SummaryRow, WalletRow } from '#storage/rows.ts'
import type { OwnAddress, Wallet } from '#wallet/wallet.ts'

/** The row behind the status bar's height and tip. */
export function chainSummary(
  { tip, final }: Pick<Chain, 'tip' | 'final'>,
  consensus: ConsensusSummary,
): SummaryRow {
  const { header } = tip
  return {
    key: 'chain',
    height: header.height,
    tip: header.id,
    tipTime: header.timestamp,
    finalHeight: final,
    stateRoot: header.stateRoot,
    totalWeight: tip.totalWeight,
    consensus,
  }
}

/** One row per own address: the state's balance, and the effects of pending transactions. */
export function walletRows(
  wallet: Wallet,
  engine: Engine,
  state: State,
  waiting: readonly Transaction[],
): WalletRow[] {
  const out = new Map<string, bigint>()
  const incoming = new Map<string, bigint>()
  for (const tx of waiting) {
    const { to, amount } = summaryOf(tx.payload)
    add(out, bytesToHex(tx.sender), transactionCost(tx, engine))
    if (to !== undefined) add(incoming, bytesToHex(to), amount)
  }
  return wallet.addresses().map((own: OwnAddress, position) => {
    const key = bytesToHex(own.publicKey)
    const address = addressFromBytes(own.publicKey)
    const { balance, nonce } = readAccount(state, address)
    return {
      address: own.address,
      name: own.name,
      position,
      balance,
      nonce,
      stake: engine.stakeOf(state, address),
      pendingOut: out.get(key) ?? 0n,
      pendingIn: incoming.get(key) ?? 0n,
    }
  })
}

/** The row behind the count of waiting transactions. */
export function mempoolSummary(mempool: Mempool): SummaryRow {
  return { key: 'mempool', count: mempool.size, bytes: mempool.bytes }
}

interface NetworkParts {
  readonly chain: Chain
  readonly network: Network
  readonly signaling: 'connecting' | 'online' | 'offline'
}

/** The row behind the status bar's network, peers and signaling. */
export function networkSummary({ chain, network, signaling }: NetworkParts): SummaryRow {
  const { name, symbol, consensus } = chain.genesis
  const { others, trouble } = network.reach()
  const peers = network.peers().filter(peer => peer.state === 'connected').length
  return {
    key: 'network',
    id: chain.networkId,
    name,
    symbol,
    consensus: consensus.type,
    peerId: network.peerId,
    signaling,
    peers,
    others,
    ...(trouble && { trouble: { code: trouble.code, message: trouble.message } }),
  }
}

interface ProducingParts {
  readonly chain: Chain
  readonly miner: Miner
  readonly producer: Producer
}

/** The row behind the mining switch; the hash rate is measured, not estimated. */
export function miningSummary({ chain, miner, producer }: ProducingParts): SummaryRow {
  const { on, keepMining } = producer.choice
  const { waiting } = producer
  return {
    key: 'mining',
    on,
    keepMining,
    searching: producer.searching,
    threads: miner.threads(),
    maxThreads: miner.maxThreads,
    hashrate: miner.hashrate(),
    blocksFound: producer.blocksFound,
    search: chain.engine.sealsBySearch,
    ...(waiting === undefined ? {} : { waiting }),
  }
}

/** The rows of the peers screen. */
export function peerRows(peers: readonly PeerInfo[]): PeerRow[] {
  return peers.map(({ head, latencyMs, ...peer }) => ({
    ...peer,
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(head === undefined ? {} : { height: head.height }),
  }))
}

function add(map: Map<string, bigint>, key: string, amount: bigint): void {
  map.set(key, (map.get(key) ?? 0n) + amount)
}
