import type {
  ContractMapResult,
  ContractRehearsalResult,
  ContractResult,
  ContractSimulateResult,
  ContractStepResult,
  ContractValue,
} from '#api/contract-results.ts'
import type {
  AddressResult,
  BlockResult,
  ForkResult,
  MempoolResult,
  ProofCheckResult,
  ProofResult,
  ProvenStatement,
  ReceiptResult,
  StakesResult,
  TxResult,
} from '#api/results.ts'
import { formatAmount } from '#chain/amount.ts'
import { bytesToHex } from '#lib/bytes.ts'

/**
 * Converts results of the node to the plain JSON that commands resolve to: amounts are coins in decimal text,
 * other big integers decimal text, and values that are unknown or do not apply null.
 */
export function plainAddress({ name, address, balance, pending, stake }: AddressResult) {
  return {
    name,
    address,
    balance: formatAmount(balance),
    pending: formatAmount(pending),
    stake: formatAmount(stake),
  }
}

export function plainTx(tx: TxResult) {
  return {
    id: tx.id,
    kind: tx.kind,
    status: tx.status,
    from: tx.from,
    to: tx.to ?? null,
    amount: formatAmount(tx.amount),
    feeOffered: formatAmount(tx.feeOffered),
    feePaid: tx.feePaid === undefined ? null : formatAmount(tx.feePaid),
    nonce: tx.nonce,
    memo: tx.memo,
    detail: tx.detail,
    timestamp: tx.timestamp,
    blockHeight: tx.blockHeight ?? null,
    blockId: tx.blockId ?? null,
    receipt: tx.receipt ? plainReceipt(tx.receipt) : null,
    reason: tx.reason ?? null,
    undoMs: tx.undoMs ?? null,
  }
}

function plainReceipt({ fee, gas, ...receipt }: ReceiptResult) {
  return { ...receipt, fee: formatAmount(fee), gas: gas.toString() }
}

export function plainBlock({ txs, reward, fees, undoMs, ...block }: BlockResult) {
  return {
    ...block,
    txs: txs.map(plainTx),
    reward: formatAmount(reward),
    fees: formatAmount(fees),
    undoMs: undoMs ?? null,
  }
}

export function plainMempool({ count, bytes, txs }: MempoolResult) {
  return { count, bytes, txs: txs.map(plainTx) }
}

export function plainStakes({ counted, stakers, ...time }: StakesResult) {
  return {
    ...time,
    counted: formatAmount(counted),
    stakers: stakers.map(staker => ({
      address: staker.address,
      staked: formatAmount(staker.staked),
      counted: formatAmount(staker.counted),
      unbonding: staker.unbonding.map(({ amount, releaseAt }) => ({
        amount: formatAmount(amount),
        releaseAt,
      })),
    })),
  }
}

export function plainProof({ statement, ...proof }: ProofResult) {
  return { statement: plainStatement(statement), ...proof }
}

export function plainCheck({ holds, statement, reason }: ProofCheckResult) {
  return { holds, statement: statement ? plainStatement(statement) : null, reason: reason ?? null }
}

function plainStatement(statement: ProvenStatement) {
  if (statement.type !== 'account') return statement
  return { ...statement, balance: formatAmount(statement.balance) }
}

export function plainFork({ totalWeight, ...fork }: ForkResult) {
  return { ...fork, totalWeight: totalWeight.toString() }
}

/** Bigints as decimal text, bytes as hex. */
export function plainValue(value: ContractValue): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Uint8Array) return bytesToHex(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plainValue)
  return plainFields({ ...(value as Readonly<Record<string, ContractValue>>) })
}

export const plainFields = (fields: Readonly<Record<string, ContractValue>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plainValue(value)]))

export function plainContract({ state, balance, ...contract }: ContractResult) {
  return { ...contract, state: plainFields(state), balance: formatAmount(balance) }
}

export function plainSimulation({ value, gas, gasLimit, fee, error, ...simulation }: ContractSimulateResult) {
  return {
    ...simulation,
    value: plainValue(value),
    gas: gas.toString(),
    gasLimit: gasLimit.toString(),
    fee: formatAmount(fee),
    error: error ?? null,
  }
}

export function plainMapEntry({ key, value }: ContractMapResult['entries'][number]) {
  return { key: plainValue(key), value: plainValue(value) }
}

export function plainRehearsal({ deployment, steps, state, balance, ...play }: ContractRehearsalResult) {
  return {
    ...play,
    deployment: deployment ? plainStep(deployment) : null,
    steps: steps.map(plainStep),
    state: plainFields(state),
    balance: formatAmount(balance),
  }
}

function plainStep({ value, gas, error, ...step }: ContractStepResult) {
  return { ...step, value: plainValue(value), gas: gas.toString(), error: error ?? null }
}
