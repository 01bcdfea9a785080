import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { undoBlock } from '#chain/apply/journal.ts'
import type { Header, HeaderFields, Seal } from '#chain/block/header.ts'
import { assembleHeader } from '#chain/block/header-codec.ts'
import { digest, hashFromBytes } from '#chain/hash.ts'
import { MAX_SEAL_FIELDS } from '#chain/limits.ts'
import { known } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { ancestryOf, type BuiltBlock } from '#testing/chain-builder.ts'
import { EngineWorld, type EngineWorldOptions, STRANGER, WORLD_BLOCKS } from '#testing/engine-world.ts'
import { createSealedChain, recorded } from '#testing/sealed-chain.ts'
import type { ChainRecord, RecordedHeader } from './engine.ts'
import { WEIGHT_BITS } from './finality/limits.ts'
import { isPreferred } from './fork-choice.ts'

export interface EngineSuiteOptions extends EngineWorldOptions {
  /** Structured clone, as records pass through it on the way to the database and back. */
  readonly clone: (record: ChainRecord) => ChainRecord
}

/**
 * What every consensus engine must hold, however it chooses producers. Each engine's own rules are tested
 * beside it.
 */
export function engineSuite(name: string, options: EngineSuiteOptions): void {
  describe(`${name} as an engine`, () => {
    const world = new EngineWorld(options)
    beforeAll(() => world.build())

    test('has the chain that the other tests are about', () => {
      expect(world.blocks.length).toBe(WORLD_BLOCKS + 1)
      expect(world.chain.engine.type).toBe(world.chain.params.consensus.type)
    })

    describe('what it made', () => {
      chainTests(world, options)
      stateTests(world)
    })
    describe('a seal', () => sealTests(world))
    describe('who may produce', () => producerTests(world))
    describe('signing twice', () => offenceTests(world))
    describe('fork choice', () => forkChoiceTests(world))
  })
}

function chainTests(world: EngineWorld, { network, accounts, clone }: EngineSuiteOptions): void {
  const { engine } = world.chain
  const justified = ({ header }: BuiltBlock) => engine.claims(header)?.justified ?? 0

  test('the engine verifies and authorises', () => {
    world.eachPair((parent, { header }) => {
      expect(engine.verify(header, recorded(parent))).toEqual({ ok: true, value: undefined })
      expect(engine.authorise(header, parent.state, ancestryOf(parent))).toEqual({
        ok: true,
        value: undefined,
      })
    })
  })

  test('is as heavy as its blocks together, each of which weighs something', () => {
    let sum = world.blocks[0]?.record.totalWeight ?? 0n
    expect(sum > 0n).toBe(true)
    world.eachPair((parent, block) => {
      const weight = engine.weight(block.header)
      expect(weight > 0n).toBe(true)
      const higher = BigInt(justified(block) - justified(parent)) << WEIGHT_BITS
      sum += weight + higher
      expect(block.record.totalWeight).toBe(parent.record.totalWeight + weight + higher)
    })
    expect(world.last.record.totalWeight).toBe(sum)
  })

  test('continues from a stored record', () => {
    world.eachPair((parent, block) => {
      const stored: RecordedHeader = { header: parent.header, ...clone(parent.record) }
      expect(stored).toEqual(recorded(parent))
      expect(engine.verify(block.header, stored).ok).toBe(true)
      expect(engine.follow(block.header, stored)).toEqual(block.record)
    })
  })

  test('is the same in every node', async () => {
    const other = createSealedChain(network())
    expect(other.genesis.header).toEqual(world.chain.genesis.header)
    expect(other.genesis.record).toEqual(world.chain.genesis.record)
    let again = other.genesis
    for (const block of world.blocks.slice(1)) {
      expect(other.engine.verify(block.header, recorded(again)).ok).toBe(true)
      again = await other.seal(again, block.transactions, { by: accounts })
      expect(again.header).toEqual(block.header)
      expect(again.record).toEqual(block.record)
      expect(other.engine.facts(again.state, ancestryOf(again))).toEqual(
        engine.facts(block.state, ancestryOf(block)),
      )
    }
  })
}

function stateTests(world: EngineWorld): void {
  const { engine } = world.chain

  test('begins with a seal of as many fields as have a name', () => {
    expect(engine.genesisSeal()).toEqual(world.chain.genesis.header.seal)
    for (const { header } of world.blocks) expect(header.seal.length).toBe(engine.sealFields.length)
  })

  test('is described by facts of its own type', () => {
    for (const block of world.blocks)
      expect(engine.facts(block.state, ancestryOf(block)).type).toBe(engine.type)
  })

  test('is undone to the roots that were there before', () => {
    let { state } = world.last
    for (const [i, block] of [...world.blocks.slice(1).entries()].reverse()) {
      state = undoBlock(state, known(block.applied, 'what the block came to').journal)
      expect(state.root()).toBe(world.blocks[i]?.state.root())
    }
    expect([...state.entries()]).toEqual([...world.chain.genesis.state.entries()])
  })
}

function sealTests(world: EngineWorld): void {
  const { engine } = world.chain

  test('of another shape is rejected', () => {
    const { seal } = world.last.header
    const odd: Seal[] = [
      [],
      [0n],
      [0n, 0n],
      [new Uint8Array()],
      seal.slice(1),
      seal.slice(0, -1),
      [...seal, new Uint8Array(8)],
      [new Uint8Array(8), ...seal],
      seal.map(() => new Uint8Array(100)),
      seal.map(() => 2n ** 64n - 1n),
      ...seal.map((field, i) => seal.with(i, typeof field === 'bigint' ? new Uint8Array(8) : 0n)),
      ...seal.flatMap((field, i) =>
        typeof field === 'bigint' ? [] : [seal.with(i, field.slice(1)), seal.with(i, longer(field))],
      ),
    ]
    for (const other of odd) expect(world.judge({ ...world.last.header, seal: other })).toBe('SEAL_SCHEMA')
  })

  test('of any content never makes the engine throw', () => {
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc.constantFrom(8, 32, 64, 80).chain(n => fc.uint8Array({ minLength: n, maxLength: n })),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      fc.bigInt({ min: 0n, max: 100n }),
    )
    const anything = fc.array(content, { maxLength: MAX_SEAL_FIELDS })
    const almost = fc
      .tuple(fc.nat({ max: 7 }), content)
      .map(([i, field]) => world.last.header.seal.with(i % world.last.header.seal.length, field))
    fc.assert(
      fc.property(fc.oneof(anything, almost, sameShape(world.last.header.seal)), seal => {
        const header = assembleHeader({ ...world.last.header, seal })
        const verdict = world.judge(header)
        if (header.id !== world.last.header.id && !engine.sealsBySearch) expect(verdict).toMatch(/^SEAL_/)
        expect(verdict).toMatch(/^(SEAL_[A-Z_]+|accepted)$/)
      }),
      { numRuns: 300 },
    )
  })

  test('holds for its own header only: whatever else is changed, it breaks', () => {
    expect(world.judge(world.last.header)).toBe('accepted')
    const other = hashFromBytes(digest(world.last.header.bytes))
    const changes: Partial<HeaderFields>[] = [
      { version: world.last.header.version + 1 },
      { networkId: other as Header['networkId'] },
      { height: (world.last.header.height + 1) as Header['height'] },
      { parent: other as Header['parent'] },
      { timestamp: (world.last.header.timestamp + 1) as UnixMs },
      { txRoot: other as Header['txRoot'] },
      { stateRoot: other as Header['stateRoot'] },
      { receiptRoot: other as Header['receiptRoot'] },
      { fileRoot: other as Header['fileRoot'] },
      { producer: STRANGER.address },
    ]
    for (const change of changes) {
      const changed = assembleHeader({ ...world.last.header, ...change })
      expect(changed.id).not.toBe(world.last.header.id)
      expect(world.judge(changed)).toMatch(/^SEAL_/)
    }
  })
}

function producerTests(world: EngineWorld): void {
  const { engine } = world.chain
  const { accounts } = world

  test('waits with a reason until a later time, or is ready in time', async () => {
    const from = world.parent.header.timestamp
    for (const now of [
      from - 3_600_000,
      from,
      from + world.chain.params.consensus.spacingMs,
      from + 3_600_000,
    ]) {
      const preparation = await world.prepareAt(now, accounts)
      if (preparation.status === 'ready') {
        expect(preparation.seal.length).toBe(engine.sealFields.length)
        expect(preparation.timestamp).toBeGreaterThan(from)
        expect(preparation.timestamp).toBeGreaterThanOrEqual(now)
        expect(accounts.map(({ address }) => address)).toContainEqual(preparation.key.address)
      } else {
        expect(preparation.waitUntil).toBeGreaterThan(now)
        expect(preparation.reason).not.toBe('')
      }
    }
  })

  test('does not include a stranger, who cannot take over what another prepared', async () => {
    const preparation = await world.prepareAt(world.last.header.timestamp, [STRANGER])
    const resealed = world.judge(await world.reseal(world.last.header, STRANGER))
    if (preparation.status === 'ready') {
      expect(resealed).toBe('accepted')
    } else {
      expect(preparation.waitUntil).toBeUndefined()
      expect(preparation.reason).not.toBe('')
      expect(resealed).toMatch(/^SEAL_/)
    }
  })

  test('cannot take over what another of them prepared, where not everybody may produce', async () => {
    const isOpen = (await world.prepareAt(world.last.header.timestamp, [STRANGER])).status === 'ready'
    for (const account of accounts) {
      const resealed = await world.reseal(world.last.header, account)
      const isOwn = resealed.id === world.last.header.id
      if (isOpen || isOwn) expect(world.judge(resealed)).toBe('accepted')
      else expect(world.judge(resealed)).toMatch(/^SEAL_/)
    }
  })

  test('cannot move a block to a time at which the engine would have it wait', async () => {
    const { producer } = world
    let waits = 0
    for (const back of [
      1,
      world.chain.params.consensus.spacingMs,
      world.last.header.timestamp - world.parent.header.timestamp - 1,
    ]) {
      const timestamp = (world.last.header.timestamp - back) as UnixMs
      const preparation = await world.prepareAt(timestamp, [producer])
      if (preparation.status === 'ready') continue
      waits++
      expect(world.judge(await world.reseal({ ...world.last.header, timestamp }, producer))).toMatch(/^SEAL_/)
    }
    if (engine.sealsBySearch) expect(waits).toBe(0)
    else expect(waits).toBeGreaterThan(0)
  })
}

function offenceTests(world: EngineWorld): void {
  const { engine } = world.chain

  test('has a key of its own for each block, or is not an offence', () => {
    const keys = world.blocks.slice(1).map(({ header }) => engine.offenceKey(header))
    if (keys.includes(undefined)) expect(new Set(keys)).toEqual(new Set([undefined]))
    else expect(new Set(keys).size).toBe(keys.length)
  })

  test('has one payload, whichever header is named first', async () => {
    const { header } = world.last
    const { producer } = world
    const twin = await world.reseal({ ...header, stateRoot: world.parent.header.stateRoot }, producer)
    expect(twin.id).not.toBe(header.id)
    expect(engine.offenceKey(twin)).toBe(engine.offenceKey(header))
    if (engine.offenceKey(header) === undefined) {
      expect(() => engine.evidenceOf(header, twin)).toThrow('no offence')
    } else {
      expect(engine.evidenceOf(header, twin)).toEqual(engine.evidenceOf(twin, header))
      expect(engine.evidenceOf(header, twin).kind).toBe('evidence')
    }
  })

  test('costs a stranger nothing, because nothing is at stake', () => {
    expect(engine.stakeOf(world.last.state, STRANGER.address)).toBe(0n)
  })
}

function forkChoiceTests(world: EngineWorld): void {
  const { engine } = world.chain
  const weighing = (block: BuiltBlock, totalWeight: bigint): RecordedHeader => ({
    ...recorded(block),
    totalWeight,
  })

  test('prefers the heavier, however long the other is', () => {
    const short = known(world.blocks[1], 'first block')
    const { totalWeight } = short.record
    expect(isPreferred(engine, weighing(world.last, totalWeight - 1n), recorded(short))).toBe(false)
    expect(isPreferred(engine, recorded(short), weighing(world.last, totalWeight - 1n))).toBe(true)
  })

  test('of equal weight asks the tie-break, which never prefers both or a block to itself', () => {
    for (const a of world.blocks.slice(1)) {
      for (const b of world.blocks.slice(1)) {
        const [left, right] = [weighing(a, 1n), weighing(b, 1n)]
        const isLower = engine.tieBreak(a.header) < engine.tieBreak(b.header)
        expect(isPreferred(engine, left, right)).toBe(isLower)
        if (isLower) expect(isPreferred(engine, right, left)).toBe(false)
        if (a === b) expect(isLower).toBe(false)
      }
    }
  })
}

const longer = (field: Uint8Array): Uint8Array => Uint8Array.of(...field, 0)

/** Seals whose fields have the same kinds and lengths as this one's. */
const sameShape = (seal: Seal): fc.Arbitrary<Seal> =>
  fc.tuple(
    ...seal.map(field =>
      typeof field === 'bigint'
        ? fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
        : fc.uint8Array({ minLength: field.length, maxLength: field.length }),
    ),
  )
