import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { known } from '#lib/assert.ts'
import { type TestAccount, testAccount } from '#testing/chain-builder.ts'
import {
  type ContractPlay,
  createContractPlay,
  PLAYER_COINS,
  type PlayedContract,
} from '#testing/contract-play.ts'
import { effort } from '#testing/effort.ts'
import { readQuickJs } from '../read-quickjs.suite.ts'
import { createContractRuntime } from '../runtime.ts'
import type { Value } from '../value.ts'
import { TEMPLATES } from './templates.ts'

/**
 * Random calls by four players, most of which are rejected: after each, the books of a contract agree with
 * its coins.
 */

const PLAYERS = [1, 2, 3, 4].map(testAccount)
const [alice, bob, carol] = PLAYERS as [TestAccount, TestAccount, TestAccount]
const MINUTE = 60_000
const RUNS = effort(12, 400)
/** Fixed, because it depends on luck that every method succeeds at least once; others can be tried here. */
const SEED = 20_261_121

/** By number, so that a counterexample can be read. */
const player = fc.nat(PLAYERS.length - 1)
/** A step: a caller and choices, of which a method takes those that it needs. */
const choices = fc.record({
  who: player,
  method: fc.nat(),
  other: player,
  third: player,
  id: fc.integer({ min: 1, max: 3 }),
  amount: fc.bigInt(0n, 40n),
})
/** Without the usual bias to small and equal numbers, with which few calls succeed. */
const sequences = fc.noBias(fc.array(choices, { minLength: 20, maxLength: 40 }))

interface Choice {
  readonly who: TestAccount
  readonly other: TestAccount
  readonly third: TestAccount
  readonly id: number
  readonly amount: bigint
}
interface Step extends Choice {
  readonly method: string
}

/** A method's arguments, and the coins of the call. */
type Call = (choice: Choice) => readonly [args: Value[], coins?: bigint]

/** The rules of a template for one run. */
interface Rules {
  /** A value that a step may change, read before each step. */
  readonly before?: (step: Step) => unknown
  /** Called after each call that succeeded, and, with nothing changed, after each that failed. */
  readonly after: (step: Step, before: unknown) => void
  /** Called after all calls: the owners of what the contract still has can take it. */
  readonly end?: () => void
}

interface Stage {
  readonly play: ContractPlay
  readonly contract: PlayedContract
  ask<T = Value>(method: string, ...args: Value[]): T
  call(who: TestAccount, method: string, args?: Value[], coins?: bigint): boolean
  /** The difference of a player's balance from the start. */
  gain(of: TestAccount): bigint
  /** The coins of a player's successful calls. */
  paid(of: TestAccount): bigint
}

let runtime: ContractRuntime
beforeAll(async () => {
  runtime = createContractRuntime(await readQuickJs())
})

const playerOf = (index: number): TestAccount => known(PLAYERS[index], 'player')

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n)

/** A template that Alice has deployed; `succeeded` receives the names of methods. */
function setUp(template: string, args: Value[], succeeded: Set<string>): Stage {
  const play = createContractPlay(runtime, PLAYERS)
  const { source } = known(
    TEMPLATES.find(({ name }) => name === template),
    template,
  )
  const contract = play.deploy(alice, source, args)
  const paid = new Map<TestAccount, bigint>()
  return {
    play,
    contract,
    ask: <T>(method: string, ...args: Value[]) => play.ask(contract, method, ...args) as T,
    call(who, method, args = [], coins = 0n) {
      const played = play.call(who, contract, method, args, coins)
      if (typeof played === 'string') {
        // Rejected by the contract with its own message: nothing else fails.
        expect(played).toMatch(/^CODE_THREW: (?!\w*Error)/)
        return false
      }
      paid.set(who, (paid.get(who) ?? 0n) + coins)
      succeeded.add(method)
      return true
    },
    gain: of => play.balance(of) - PLAYER_COINS,
    paid: of => paid.get(of) ?? 0n,
  }
}

/**
 * Plays random calls under the rules, some methods more often; at the end each has succeeded at least once.
 */
function explore(
  template: string,
  init: Value[],
  calls: Readonly<Record<string, Call>>,
  rulesOf: (stage: Stage) => Rules,
  often: readonly string[] = [],
) {
  const names = [...Object.keys(calls), 'wait', ...often]
  const succeeded = new Set<string>()
  fc.assert(
    fc.property(sequences, steps => {
      const stage = setUp(template, init, succeeded)
      const rules = rulesOf(stage)
      for (const { method: number, who, other, third, ...rest } of steps) {
        const choice = { who: playerOf(who), other: playerOf(other), third: playerOf(third), ...rest }
        const method = known(names[number % names.length], 'method')
        const step = { ...choice, method }
        const before = rules.before?.(step)
        if (method === 'wait') stage.play.wait(MINUTE / 3)
        else {
          const [args, coins] = known(calls[method], method)(choice)
          stage.call(choice.who, method, args, coins)
        }
        rules.after(step, before)
      }
      rules.end?.()
    }),
    { numRuns: RUNS, seed: SEED },
  )
  expect([...succeeded].sort()).toEqual(Object.keys(calls).sort())
}

test('token: the balances are the supply, and nobody loses what they did not give or allow', () => {
  interface Books {
    readonly balances: readonly bigint[]
    readonly allowed: bigint
  }
  explore(
    'token',
    ['Points', 'PTS', 200n],
    {
      transfer: ({ other, amount }) => [[other.text, amount]],
      approve: ({ other, amount }) => [[other.text, amount]],
      transferFrom: ({ other, third, amount }) => [[other.text, third.text, amount / 4n]],
      mint: ({ other, amount }) => [[other.text, amount]],
      burn: ({ amount }) => [[amount / 4n]],
    },
    ({ ask, call }) => {
      for (const { text } of PLAYERS) call(alice, 'approve', [text, 30n])
      const balances = () => {
        const holders = ask<{ address: string; balance: bigint }[]>('holders')
        return PLAYERS.map(({ text }) => holders.find(({ address }) => address === text)?.balance ?? 0n)
      }
      return {
        before: ({ other, who }): Books => ({
          balances: balances(),
          allowed: ask('allowance', other.text, who.text),
        }),
        after({ method, who, other }, before) {
          const now = balances()
          expect(total(now)).toBe(ask<{ supply: bigint }>('info').supply)

          const then = before as Books
          const left = ask<bigint>('allowance', other.text, who.text)
          for (const [index, each] of PLAYERS.entries()) {
            const lost = known(then.balances[index], 'balance') - known(now[index], 'balance')
            if (method === 'transferFrom')
              expect(lost <= (each === other ? then.allowed - left : 0n)).toBe(true)
            else if (each !== who) expect(lost <= 0n).toBe(true)
          }
        },
      }
    },
    ['transfer', 'transferFrom'],
  )
})

test('escrow: what it has is what its open deals say, and each coin goes to one of the two', () => {
  interface Deal {
    readonly [party: string]: unknown
    readonly id: number
    readonly amount: bigint
    readonly status: 'open' | 'released' | 'refunded'
  }
  explore(
    'escrow',
    [],
    {
      open: ({ other, third, amount }) => [[other.text, third.text, 'goods'], amount],
      release: ({ id }) => [[id]],
      refund: ({ id }) => [[id]],
    },
    ({ play, contract, ask, call, gain }) => {
      const deals = () => ask<Deal[]>('deals')
      const sum = (of: readonly Deal[]) => total(of.map(({ amount }) => amount))
      const check = (now: readonly Deal[]) => {
        const held = sum(now.filter(({ status }) => status === 'open'))
        expect([play.balance(contract), ask('held')]).toEqual([held, held])
        for (const each of PLAYERS) {
          const gave = now.filter(({ buyer, status }) => buyer === each.text && status !== 'refunded')
          const got = now.filter(({ seller, status }) => seller === each.text && status === 'released')
          expect(gain(each)).toBe(sum(got) - sum(gave))
        }
      }
      return {
        before: deals,
        after({ who }, before) {
          const now = deals()
          check(now)
          for (const deal of before as Deal[]) {
            const { status, ...rest } = known(
              now.find(({ id }) => id === deal.id),
              'deal',
            )
            expect(rest).toEqual({ ...deal, status: undefined })
            if (status === deal.status) continue
            expect(deal.status).toBe('open')
            expect([deal.arbiter, status === 'released' ? deal.buyer : deal.seller]).toContain(who.text)
          }
        },
        end() {
          for (const { id, status, arbiter } of deals()) {
            const judge = known(
              PLAYERS.find(({ text }) => text === arbiter),
              'arbiter',
            )
            expect(call(judge, id % 2 === 0 ? 'refund' : 'release', [id])).toBe(status === 'open')
          }
          check(deals())
          expect(play.balance(contract)).toBe(0n)
        },
      }
    },
  )
})

test('auction: a bidder gets back all but the highest bid, and the seller that one', () => {
  interface Info {
    readonly leader: string | null
    readonly highest: bigint
    readonly isClosed: boolean
  }
  explore(
    'auction',
    ['a painting', 1, 2n],
    { bid: ({ amount }) => [[], amount], withdraw: () => [[]], close: () => [[]] },
    ({ play, contract, ask, call, gain, paid }) => {
      const check = () => {
        const { leader, highest, isClosed } = ask<Info>('info')
        const owed = PLAYERS.map(({ text }) => ask<bigint>('owedTo', text))
        expect(play.balance(contract)).toBe(total(owed) + (isClosed ? 0n : highest))
        expect(gain(alice)).toBe(isClosed ? highest : 0n)
        for (const [index, each] of PLAYERS.entries()) {
          if (each === alice) continue
          const inside = known(owed[index], 'owed') + (leader === each.text ? highest : 0n)
          expect(gain(each)).toBe(-inside)
          expect(inside <= paid(each)).toBe(true)
        }
      }
      return {
        after: check,
        end() {
          play.wait(MINUTE)
          call(bob, 'close')
          for (const each of PLAYERS) call(each, 'withdraw')
          check()
          expect(play.balance(contract)).toBe(0n)
          const { leader, highest } = ask<Info>('info')
          for (const each of PLAYERS.slice(1)) expect(gain(each)).toBe(leader === each.text ? -highest : 0n)
        },
      }
    },
    ['bid', 'bid', 'bid'],
  )
})

test('crowdfunding: the owner gets all if the goal is reached, the backers if not', () => {
  interface Info {
    readonly raised: bigint
    readonly isOver: boolean
    readonly isCollected: boolean
  }
  const goal = 80n
  explore(
    'crowdfunding',
    ['A new oven', goal, 1],
    { pledge: ({ amount }) => [[], amount], collect: () => [[]], refund: () => [[]] },
    ({ play, contract, ask, call, gain, paid }) => {
      const check = () => {
        const { raised, isOver, isCollected } = ask<Info>('info')
        const pledges = PLAYERS.map(({ text }) => ask<bigint>('pledgeOf', text))
        expect(raised).toBe(total(PLAYERS.map(paid)))
        expect(play.balance(contract)).toBe(isCollected ? 0n : total(pledges))
        if (isCollected) expect(isOver && raised >= goal).toBe(true)
        if (!isOver || raised >= goal) expect(pledges).toEqual(PLAYERS.map(paid))
        for (const [index, each] of PLAYERS.entries()) {
          const collected = isCollected && each === alice ? raised : 0n
          expect(gain(each)).toBe(collected - known(pledges[index], 'pledge'))
        }
      }
      return {
        after: check,
        end() {
          play.wait(MINUTE)
          call(alice, 'collect')
          for (const each of PLAYERS) call(each, 'refund')
          check()
          expect(play.balance(contract)).toBe(0n)
        },
      }
    },
  )
})

test('multisig wallet: pays what was deposited, once, and only what enough owners approved', () => {
  interface Proposal {
    readonly to: string
    readonly amount: bigint
    readonly approvals: string[]
    readonly status: string
  }
  const owners = [alice, bob, carol].map(({ text }) => text)
  explore(
    'multisig-wallet',
    [owners, 2],
    {
      deposit: ({ amount }) => [[], amount],
      propose: ({ other, amount }) => [[other.text, amount / 2n]],
      approve: ({ id }) => [[id]],
      revoke: ({ id }) => [[id]],
      cancel: ({ id }) => [[id]],
      execute: ({ id }) => [[id]],
    },
    ({ play, contract, ask, call, gain, paid }) => {
      call(alice, 'deposit', [], 20n)
      call(bob, 'propose', [carol.text, 10n])
      call(alice, 'approve', [1])
      return {
        after() {
          const done = ask<Proposal[]>('proposals').filter(({ status }) => status === 'paid')
          const sum = (of: readonly Proposal[]) => total(of.map(({ amount }) => amount))
          expect(play.balance(contract)).toBe(total(PLAYERS.map(paid)) - sum(done))
          for (const each of PLAYERS) {
            expect(gain(each)).toBe(sum(done.filter(({ to }) => to === each.text)) - paid(each))
          }
          for (const { approvals } of done) {
            expect(new Set(approvals).size).toBeGreaterThanOrEqual(2)
            for (const each of approvals) expect(owners).toContain(each)
          }
        },
      }
    },
    ['propose', 'propose', 'approve', 'approve', 'cancel', 'execute', 'execute'],
  )
})
