import { beforeAll, describe, expect, test } from 'vitest'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { MAX_SOURCE_BYTES } from '#chain/limits.ts'
import { known } from '#lib/assert.ts'
import { type TestAccount, testAccount } from '#testing/chain-builder.ts'
import {
  type ContractPlay,
  createContractPlay,
  PLAYER_COINS,
  type PlayedContract,
} from '#testing/contract-play.ts'
import { readQuickJs } from '../read-quickjs.suite.ts'
import { createContractRuntime } from '../runtime.ts'
import type { Value } from '../value.ts'
import { TEMPLATES } from './templates.ts'

const [alice, bob, carol, dave] = [testAccount(1), testAccount(2), testAccount(3), testAccount(4)]
const MINUTE = 60_000
const LONG = 'x'.repeat(501)

let runtime: ContractRuntime
beforeAll(async () => {
  runtime = createContractRuntime(await readQuickJs())
})

const sourceOf = (name: string) =>
  known(
    TEMPLATES.find(template => template.name === name),
    name,
  ).source

/** A template that Alice has deployed; calls by anyone, and their outcomes. */
function stage(name: string, ...args: Value[]) {
  const play = createContractPlay(runtime, [alice, bob, carol, dave])
  const contract = play.deploy(alice, sourceOf(name), args)
  return { play, contract, ...callsOf(play, contract) }
}

function callsOf(play: ContractPlay, contract: PlayedContract) {
  return {
    ask: (method: string, ...args: Value[]) => play.ask(contract, method, ...args),
    by: (from: TestAccount, method: string, args: Value[] = [], amount = 0n) =>
      play.call(from, contract, method, args, amount),
  }
}

/** The message with which each of these arguments of `init` is rejected. */
function refusals(name: string, cases: readonly (readonly [Value[], RegExp])[]) {
  for (const [args, message] of cases) {
    const { tryDeploy } = createContractPlay(runtime, [alice])
    expect(tryDeploy(alice, sourceOf(name), args).played).toMatch(message)
  }
}

const event = (name: string, ...data: string[]) => ({ events: [expect.objectContaining({ name, data })] })

describe('templates', () => {
  test('each is small, has its own name and explains itself', () => {
    expect(new Set(TEMPLATES.map(({ name }) => name)).size).toBe(8)
    for (const { name, title, summary, source } of TEMPLATES) {
      expect(name).toMatch(/^[a-z-]+$/)
      expect(title.length * summary.length).toBeGreaterThan(0)
      expect(source).toMatch(/^\/\*\*\n \* [\s\S]+\n \*\/\nexport default class \w+ extends Contract/)
      expect(source).not.toContain('\r')
      expect(source.length).toBeLessThan(MAX_SOURCE_BYTES / 4)
    }
  })

  test('poll: one vote an address, until it closes', () => {
    const { play, ask, by } = stage('poll', 'Where to?', ['sea', 'hills'], 10)
    expect(by(bob, 'vote', [1])).toMatchObject(event('vote', 'hills', bob.text, '1'))
    expect(by(bob, 'vote', [0])).toMatch(/you have voted already/)
    for (const option of [2, -1, '0', null]) expect(by(carol, 'vote', [option])).toMatch(/number of 0 to 1/)
    by(carol, 'vote', [1])
    by(alice, 'vote', [0])
    const options = [
      { option: 'sea', votes: 1 },
      { option: 'hills', votes: 2 },
    ]
    expect(ask('results')).toMatchObject({ question: 'Where to?', options, total: 3, isOpen: true })
    expect([ask('voteOf', carol.text), ask('voteOf', dave.text)]).toEqual([1, null])
    expect(ask('voters', bob.text)).toEqual([
      { address: carol.text, option: 1 },
      { address: alice.text, option: 0 },
    ])
    play.wait(10 * MINUTE)
    expect(by(dave, 'vote', [0])).toMatch(/poll is closed/)
    expect(ask('results')).toMatchObject({ total: 3, isOpen: false })
    refusals('poll', [
      [['', ['a', 'b']], /question/],
      [['?', ['a']], /2 to 20/],
      [['?', ['a', 'a']], /the same/],
      [['?', Array.from({ length: 21 }, (_, index) => `${index}`)], /2 to 20/],
      [['?', ['a', 'b'], 0], /minutes/],
    ])
  })

  test('token: moves, lets others move, mints until that ends, burns', () => {
    const { ask, by } = stage('token', 'Points', 'PTS', 1000n)
    expect(by(alice, 'transfer', [bob.text.toUpperCase(), 300n])).toMatchObject(
      event('transfer', '300', alice.text, bob.text),
    )
    expect(by(bob, 'transfer', [carol.text, 301n])).toMatch(/has 300, which is less than 301/)
    expect(by(bob, 'transfer', ['nobody', 1n])).toMatch(/address/)
    for (const amount of [0n, -5n, 5, '5', null]) {
      expect(by(bob, 'transfer', [carol.text, amount])).toMatch(/amount: a bigint/)
    }

    expect(by(carol, 'transferFrom', [bob.text, dave.text, 1n])).toMatch(/you may take 0/)
    expect(by(bob, 'approve', [carol.text, 100n])).toMatchObject(
      event('approval', '100', bob.text, carol.text),
    )
    expect(by(carol, 'transferFrom', [bob.text, dave.text, 60n])).toMatchObject({ value: null })
    expect(by(carol, 'transferFrom', [bob.text, dave.text, 41n])).toMatch(/you may take 40/)
    expect(ask('allowance', bob.text, carol.text)).toBe(40n)

    expect(by(bob, 'mint', [bob.text, 1n])).toMatch(/only the deployer/)
    expect(by(alice, 'mint', [carol.text, 5n])).toMatchObject(event('mint', '5', carol.text))
    expect(by(alice, 'endMinting')).toMatchObject(event('mintingEnded', 'null'))
    expect(by(alice, 'mint', [carol.text, 5n])).toMatch(/minting has ended/)
    by(dave, 'burn', [60n])
    expect(by(dave, 'burn', [1n])).toMatch(/has 0/)
    expect(ask('info')).toMatchObject({ symbol: 'PTS', decimals: 6, supply: 945n, minter: null })
    expect(ask('holders')).toEqual([
      { address: alice.text, balance: 700n },
      { address: bob.text, balance: 240n },
      { address: carol.text, balance: 5n },
    ])
    refusals('token', [
      [['', 'PTS', 1n], /name/],
      [['Points', 'points', 1n], /symbol/],
      [['Points', 'PTS', 1000], /amount/],
      [['Points', 'PTS', 1n, 19], /decimals/],
    ])
  })

  test('pages hold 50, and the next begins after the last', () => {
    const { ask, by } = stage('token', 'Points', 'PTS', 1n)
    const others = Array.from({ length: 69 }, (_, index) => testAccount(100 + index).text)
    for (const each of others) by(alice, 'mint', [each, 1n])
    const first = ask('holders') as { address: string }[]
    const second = ask('holders', known(first.at(-1), 'holder').address) as typeof first
    expect([first.length, second.length]).toEqual([50, 20])
    expect([...first, ...second].map(({ address }) => address)).toEqual([alice.text, ...others])
    expect(ask('holders', null)).toEqual(first)
  })

  test('escrow: the buyer releases, the seller refunds, the arbiter decides', () => {
    const { play, contract, ask, by } = stage('escrow')
    const open = (amount: bigint) => by(bob, 'open', [carol.text, dave.text, 'a bicycle'], amount)
    expect(open(50n)).toMatchObject({
      value: 1,
      ...event('opened', '50', '1', bob.text, carol.text, dave.text),
    })
    for (const amount of [60n, 70n, 80n]) open(amount)
    expect(ask('held')).toBe(260n)

    expect(by(carol, 'release', [1])).toMatch(/only the buyer or the arbiter/)
    expect(by(bob, 'refund', [1])).toMatch(/only the seller or the arbiter/)
    expect(by(bob, 'release', [1])).toMatchObject(event('released', '50', '1', carol.text, bob.text))
    expect(by(bob, 'release', [1])).toMatch(/released already/)
    by(carol, 'refund', [2])
    by(dave, 'release', [3])
    by(dave, 'refund', [4])
    expect(by(dave, 'release', [4])).toMatch(/refunded already/)
    expect([ask('held'), play.balance(contract)]).toEqual([0n, 0n])
    expect([play.balance(bob), play.balance(carol)]).toEqual([PLAYER_COINS - 120n, PLAYER_COINS + 120n])
    expect(ask('deals', 3)).toMatchObject([{ id: 4, amount: 80n, status: 'refunded' }])

    expect(by(bob, 'release', [9])).toMatch(/there is no deal 9/)
    expect(open(0n)).toMatch(/send the price/)
    expect(by(bob, 'open', [carol.text, bob.text, 'x'], 1n)).toMatch(/three different people/)
    expect(by(bob, 'open', [contract.text, dave.text, 'x'], 1n)).toMatch(/seller: this is a contract/)
    expect(by(bob, 'open', [carol.text, dave.text, ''], 1n)).toMatch(/what/)
  })

  test('auction: the highest bid goes to the seller, all others back', () => {
    const { play, contract, ask, by } = stage('auction', 'a painting', 10, 100n)
    expect(by(bob, 'bid', [], 99n)).toMatch(/lowest bid is 100/)
    expect(by(bob, 'bid', [], 100n)).toMatchObject(event('bid', '100', bob.text))
    expect(by(carol, 'bid', [], 100n)).toMatch(/above 100/)
    expect(by(alice, 'bid', [], 500n)).toMatch(/seller cannot bid/)
    by(carol, 'bid', [], 150n)
    expect(ask('owedTo', bob.text)).toBe(100n)
    expect(by(bob, 'withdraw')).toMatchObject(event('withdrawn', '100', bob.text))
    expect(by(bob, 'withdraw')).toMatch(/nothing to withdraw/)
    expect(by(carol, 'withdraw')).toMatch(/highest bid stay/)
    expect(by(bob, 'close')).toMatch(/lasts until/)

    play.wait(10 * MINUTE)
    expect(by(bob, 'bid', [], 200n)).toMatch(/auction is over/)
    expect(by(dave, 'close')).toMatchObject(event('closed', '150', alice.text, carol.text))
    expect(by(dave, 'close')).toMatch(/closed already/)
    expect([alice, bob, carol, contract].map(play.balance)).toEqual([
      PLAYER_COINS + 150n,
      PLAYER_COINS,
      PLAYER_COINS - 150n,
      0n,
    ])
    expect(ask('info')).toMatchObject({ leader: carol.text, highest: 150n, isOver: true, isClosed: true })
    refusals('auction', [
      [['', 10, 1n], /item/],
      [['x', 0, 1n], /minutes/],
      [['x', 10, 1], /minimum/],
    ])
  })

  test('crowdfunding: collected when the goal is reached, refunded when not', () => {
    const { play, contract, ask, by } = stage('crowdfunding', 'A new oven', 100n, 10)
    expect(by(bob, 'pledge', [], 60n)).toMatchObject(event('pledged', '60', bob.text))
    by(carol, 'pledge', [], 30n)
    by(bob, 'pledge', [], 10n)
    expect(by(bob, 'pledge')).toMatch(/send the coins/)
    expect(by(alice, 'collect')).toMatch(/collect when it is/)
    expect(by(bob, 'refund')).toMatch(/stay until it is/)
    expect(ask('backers')).toEqual([
      { address: bob.text, amount: 70n },
      { address: carol.text, amount: 30n },
    ])
    play.wait(10 * MINUTE)
    expect(by(bob, 'pledge', [], 1n)).toMatch(/campaign is over/)
    expect(by(bob, 'collect')).toMatch(/only the owner/)
    expect(by(bob, 'refund')).toMatch(/goal was reached/)
    expect(by(alice, 'collect')).toMatchObject(event('collected', '100', alice.text))
    expect(by(alice, 'collect')).toMatch(/collected already/)
    expect([play.balance(alice), play.balance(contract)]).toEqual([PLAYER_COINS + 100n, 0n])
    expect(ask('info')).toMatchObject({ raised: 100n, isReached: true, isCollected: true })

    const missed = stage('crowdfunding', 'A new roof', 100n, 10)
    missed.by(bob, 'pledge', [], 99n)
    missed.play.wait(10 * MINUTE)
    expect(missed.by(alice, 'collect')).toMatch(/only 99 of 100/)
    expect(missed.by(bob, 'refund')).toMatchObject(event('refunded', '99', bob.text))
    expect(missed.by(bob, 'refund')).toMatch(/no pledge here/)
    expect(missed.play.balance(bob)).toBe(PLAYER_COINS)
    refusals('crowdfunding', [
      [['', 1n, 1], /title/],
      [['x', 0n, 1], /goal/],
      [['x', 1n, 525_601], /minutes/],
    ])
  })

  test('name registry: first come, then pointed, given away and released by the owner', () => {
    const { play, contract, ask, by } = stage('name-registry', 5n)
    expect(by(bob, 'register', ['bobs-shop'], 5n)).toMatchObject(
      event('registered', 'null', 'bobs-shop', bob.text),
    )
    expect(by(carol, 'register', ['bobs-shop'], 5n)).toMatch(/is taken/)
    for (const amount of [4n, 6n]) {
      expect(by(carol, 'register', ['carol'], amount)).toMatch(/costs 5/)
    }
    for (const name of ['ab', 'Bob', '-bob', 'bob-', 'b b', 'x'.repeat(33), 5]) {
      expect(by(bob, 'register', [name], 5n)).toMatch(/name: 3 to 32/)
    }
    expect(ask('lookup', 'bobs-shop')).toBe(bob.text)
    expect(by(carol, 'point', ['bobs-shop', carol.text])).toMatch(/is not yours/)
    by(bob, 'point', ['bobs-shop', contract.text])
    expect(ask('info', 'bobs-shop')).toEqual({ owner: bob.text, target: contract.text })
    expect(by(bob, 'give', ['bobs-shop', 'carol'])).toMatch(/address/)
    by(bob, 'give', ['bobs-shop', carol.text])
    expect(ask('names')).toEqual([{ name: 'bobs-shop', owner: carol.text, target: carol.text }])
    expect(by(bob, 'release', ['bobs-shop'])).toMatch(/is not yours/)
    by(carol, 'release', ['bobs-shop'])
    expect([ask('lookup', 'bobs-shop'), ask('names')]).toEqual([null, []])
    expect(by(carol, 'release', ['bobs-shop'])).toMatch(/nobody has/)

    expect(by(bob, 'collect')).toMatch(/only the deployer/)
    expect(by(alice, 'collect')).toMatchObject(event('collected', '5', alice.text))
    expect(by(alice, 'collect')).toMatch(/nothing to collect/)
    expect(play.balance(alice)).toBe(PLAYER_COINS + 5n)
    refusals('name-registry', [[[5], /price/]])
  })

  test('to-do list: members change it, anyone reads it', () => {
    const { ask, by } = stage('to-do-list', [bob.text])
    expect(by(alice, 'add', ['bread'])).toMatchObject({
      value: 1,
      ...event('added', 'bread', '1', alice.text),
    })
    by(bob, 'add', ['milk'])
    expect(by(carol, 'add', ['wine'])).toMatch(/only members/)
    expect(by(bob, 'invite', [carol.text])).toMatchObject(event('invited', 'null', carol.text, bob.text))
    expect(by(bob, 'invite', [carol.text])).toMatch(/member already/)
    by(carol, 'add', ['wine'])
    by(carol, 'setDone', [1])
    by(bob, 'edit', [2, 'oat milk'])
    expect(ask('items')).toEqual([
      { id: 1, text: 'bread', author: alice.text, isDone: true },
      { id: 2, text: 'oat milk', author: bob.text, isDone: false },
      { id: 3, text: 'wine', author: carol.text, isDone: false },
    ])
    by(carol, 'setDone', [1, false])
    by(bob, 'remove', [3])
    expect(ask('items', 1)).toMatchObject([{ id: 2 }])
    expect(by(bob, 'setDone', [3])).toMatch(/there is no item 3/)
    for (const text of ['', ' ', LONG, 5]) expect(by(bob, 'add', [text])).toMatch(/text: 1 to 500/)
    expect(by(bob, 'setDone', [1, 'yes'])).toMatch(/true or false/)

    expect(by(bob, 'dismiss', [carol.text])).toMatch(/only the deployer/)
    expect(by(alice, 'dismiss', [alice.text])).toMatch(/stays a member/)
    by(alice, 'dismiss', [carol.text])
    expect(by(alice, 'dismiss', [carol.text])).toMatch(/not a member/)
    expect([ask('members'), ask('isMember', carol.text)]).toEqual([[alice.text, bob.text], false])
    for (const method of ['remove', 'setDone']) expect(by(carol, method, [1])).toMatch(/only members/)
    refusals('to-do-list', [
      [['x'], /members/],
      [[['x']], /address/],
    ])
  })

  test('multisig wallet: pays when enough owners agree', () => {
    const { play, contract, ask, by } = stage('multisig-wallet', [alice.text, bob.text, carol.text], 2)
    expect(by(dave, 'deposit', [], 100n)).toMatchObject(event('deposited', '100', dave.text))
    expect(by(dave, 'deposit')).toMatch(/send the coins/)
    expect(by(dave, 'propose', [dave.text, 1n])).toMatch(/only owners/)
    expect(by(bob, 'propose', [dave.text, 70n, 'rent'])).toMatchObject({
      value: 1,
      ...event('proposed', '70', '1', bob.text, dave.text),
    })
    expect(by(bob, 'approve', [1])).toMatch(/approved it already/)
    expect(by(bob, 'execute', [1])).toMatch(/1 of the 2 owners/)
    expect(by(dave, 'approve', [1])).toMatch(/only owners/)
    by(carol, 'approve', [1])
    by(bob, 'revoke', [1])
    expect(by(bob, 'revoke', [1])).toMatch(/have not approved/)
    expect(by(carol, 'execute', [1])).toMatch(/1 of the 2 owners/)
    by(alice, 'approve', [1])
    expect(by(dave, 'execute', [1])).toMatch(/only owners/)
    expect(by(carol, 'execute', [1])).toMatchObject(event('paid', '70', '1', dave.text, carol.text))
    expect(by(carol, 'execute', [1])).toMatch(/paid already/)
    expect([play.balance(dave), play.balance(contract)]).toEqual([PLAYER_COINS - 30n, 30n])

    by(bob, 'propose', [bob.text, 31n])
    by(alice, 'approve', [2])
    expect(by(bob, 'execute', [2])).toMatch(/less than/)
    expect(by(alice, 'cancel', [2])).toMatch(/only its proposer/)
    by(bob, 'cancel', [2])
    expect(by(alice, 'revoke', [2])).toMatch(/cancelled already/)
    expect(ask('proposals', 1)).toMatchObject([{ id: 2, status: 'cancelled', note: '' }])
    expect(by(bob, 'propose', [contract.text, 1n])).toMatch(/this is a contract/)
    expect(by(bob, 'propose', [bob.text, 0n])).toMatch(/amount/)
    expect(by(bob, 'approve', [7])).toMatch(/no proposal 7/)
    expect(ask('info')).toMatchObject({ required: 2, count: 2, balance: 30n })
    refusals('multisig-wallet', [
      [[[], 1], /1 to 20/],
      [[[alice.text, alice.text.toUpperCase()], 1], /twice/],
      [[[alice.text], 2], /required/],
    ])
  })
})
