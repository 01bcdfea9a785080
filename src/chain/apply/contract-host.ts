import { err, ok, type Result } from '#lib/result.ts'
import { type Address, formatContractAddress } from '../address.ts'
import { type Amount, formatAmount } from '../amount.ts'
import type { BlockEvent } from '../block/block.ts'
import { MAX_STORAGE_KEY_BYTES, MAX_STORED_BYTES } from '../limits.ts'
import { readAccount, writeAccount } from '../state/account.ts'
import { isContract } from '../state/contract.ts'
import { readStored, storedKeys, writeStored } from '../state/contract-storage.ts'
import { StateDraft } from '../state/state-draft.ts'
import type { CallBudget } from './call-budget.ts'
import { changeBytes } from './change-bytes.ts'
import type { CodeRun, ContractHost } from './contract-runtime.ts'
import { credit } from './credit.ts'

interface Call {
  readonly contract: Address
  /** Whether it is a view method, which must not change anything. */
  readonly isView: boolean
  /** The draft of this call, which is dropped if the call fails. */
  readonly draft: StateDraft
  readonly budget: CallBudget
  /** The list that receives its events, in order. */
  readonly events: BlockEvent[]
  /** Calls another contract, after this one has paid. */
  readonly call: ContractHost['call']
}

/**
 * The operations that a contract's code may use, on the draft of its own call. Everything that code can fill
 * has its bound here.
 */
export function createContractHost(from: Call): ContractHost {
  const host = changingHost(from)
  return from.isView ? viewOf(host) : host
}

/** The same for a view method: whatever the machine requests, nothing changes. */
function viewOf(host: ContractHost): ContractHost {
  const refuse = () => err('a view method cannot change anything')
  return {
    ...host,
    write: refuse,
    transfer: refuse,
    emit: refuse,
    call: (other, method, args, value, gasLimit) =>
      value === 0n
        ? host.call(other, method, args, value, gasLimit)
        : notCalled('a view method cannot pass coins to the contract that it calls'),
  }
}

function changingHost({ contract, draft, budget, events, call }: Call): ContractHost {
  const source = formatContractAddress(contract)

  return {
    read: key => (canBeStored(key) ? readStored(draft, contract, key) : undefined),

    write(key, value) {
      const room = checkSize(key, value)
      if (!room.ok) return room
      const top = new StateDraft(draft)
      writeStored(top, contract, key, value)
      const bytes = changeBytes(draft, top.changes())
      const spent = budget.spendChanges(bytes)
      if (!spent.ok) return spent
      draft.accept(top)
      return ok(bytes)
    },

    keys: (prefix, last, limit) =>
      canBeStored(last ?? prefix) && canBeStored(prefix)
        ? storedKeys(draft, contract, { prefix, last, limit })
        : [],

    balance: address => readAccount(draft, address).balance,

    transfer(to, amount) {
      if (isContract(draft, to))
        return err('a contract receives coins only through a call of a payable method')
      const spent = budget.spendPayment()
      if (!spent.ok) return spent
      const paid = pay(draft, contract, amount)
      if (!paid.ok) return paid
      const credited = credit(draft, to, amount)
      if (credited.ok) return credited
      getBack(draft, contract, amount)
      return err(credited.error.message)
    },

    emit(name, data) {
      const spent = budget.spendEvent(name, data)
      if (spent.ok) events.push({ source, name, data })
      return spent
    },

    call(other, method, args, value, gasLimit) {
      const spent = budget.spendPayment()
      const paid = spent.ok ? pay(draft, contract, value) : spent
      if (!paid.ok) return notCalled(paid.error)

      const called = call(other, method, args, value, gasLimit)
      if (!called.outcome.ok) getBack(draft, contract, value)
      return called
    },
  }
}

const notCalled = (message: string): CodeRun<never> => ({
  gas: 0n,
  outcome: err({ code: 'CODE_THREW', message, line: 0 }),
})

/** A longer key cannot exist, and looking it up would cost by its length. */
const canBeStored = (key: Uint8Array): boolean => key.length <= MAX_STORAGE_KEY_BYTES

function checkSize(key: Uint8Array, value: Uint8Array | undefined): Result<void, string> {
  if (!canBeStored(key)) {
    return err(`the key has ${key.length} bytes; at most ${MAX_STORAGE_KEY_BYTES} can be stored`)
  }
  if (value && value.length > MAX_STORED_BYTES) {
    return err(`the value has ${value.length} bytes; at most ${MAX_STORED_BYTES} can be stored, so use a map`)
  }
  return ok(undefined)
}

function pay(draft: StateDraft, from: Address, amount: Amount): Result<void, string> {
  const account = readAccount(draft, from)
  if (amount < 0n) return err('an amount must not be negative')
  if (account.balance < amount) {
    return err(
      `the contract has ${formatAmount(account.balance)}, which is less than ${formatAmount(amount)}`,
    )
  }
  writeAccount(draft, from, { ...account, balance: (account.balance - amount) as Amount })
  return ok(undefined)
}

/** Returns what was paid a moment ago, which fits. */
function getBack(draft: StateDraft, to: Address, amount: Amount): void {
  const account = readAccount(draft, to)
  writeAccount(draft, to, { ...account, balance: (account.balance + amount) as Amount })
}
