import { ed25519 } from '@noble/curves/ed25519.js'
import type { Amount } from '#chain/amount.ts'
import type { HeaderFields, Seal } from '#chain/block/header.ts'
import { assembleHeader, sealingBytes, withLastSealField, withNonce } from '#chain/block/header-codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { RuleCode } from '#chain/rules.ts'
import { NO_SIGNATURE } from '#consensus/finality/no-signature.ts'
import { poaSeal } from '#consensus/poa/poa-seal.ts'
import { type PosSeal, posSeal, sealOf } from '#consensus/pos/pos-seal.ts'
import { powSeal } from '#consensus/pow/pow-seal.ts'
import { prove } from '#consensus/vrf.ts'
import { known } from '#lib/assert.ts'
import { bytesEqual } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'
import { authorityNetwork } from '../authority-network.ts'
import { type BuiltBlock, type TestAccount, testAccount, testNetwork } from '../chain-builder.ts'
import { openJudge } from '../judge.ts'
import { createSealedChain } from '../sealed-chain.ts'
import { stakeNetwork } from '../stake-network.ts'
import type { Provocation } from './provocation.ts'

const accounts = [testAccount(1), testAccount(2)] as const
const [alice, bob] = accounts
const stranger = testAccount(3)

const hardTarget = 2n ** 250n - 1n
const work = testNetwork({
  consensus: {
    type: 'pow',
    spacingMs: 10_000,
    halflifeMs: 600_000,
    maxTarget: hardTarget,
    emptyBlocks: true,
  },
})
const stakes = stakeNetwork({ stakes: accounts.map(account => [account, 100n] as const) })
const authorities = authorityNetwork({ authorities: accounts, admin: alice })

/** A node's verdict on a valid first block with another header. */
async function judged(
  params: GenesisParameters,
  change: (valid: BuiltBlock) => HeaderFields,
): Promise<string> {
  const chain = createSealedChain(params)
  const valid = await chain.seal(chain.genesis, [], { by: accounts })
  const header = assembleHeader(change(valid))
  return (await openJudge(params)).block({ header, transactions: [] })
}

const sealed = (params: GenesisParameters, seal: Seal): Promise<string> =>
  judged(params, ({ header }) => ({ ...header, seal }))

/** The header, signed by this account. */
const signedBy = (by: TestAccount, header: HeaderFields): HeaderFields =>
  withLastSealField(header, ed25519.sign(sealingBytes(header), by.secretKey))

/** The same header with other claims of its winner, signed by the winner. */
const claiming = (change: (seal: PosSeal, by: TestAccount) => Partial<PosSeal>): Promise<string> =>
  judged(stakes, ({ header }) => {
    const by = known(
      accounts.find(({ address }) => bytesEqual(address, header.producer)),
      'the winner',
    )
    const seal = sealOf(header)
    return signedBy(by, { ...header, seal: posSeal({ ...seal, ...change(seal, by) }) })
  })

/** The block at height 1 is bob's turn. */
const turnOf = (by: TestAccount, offset: number, afterMs: number): Promise<string> =>
  judged(authorities, ({ header }) =>
    signedBy(by, {
      ...header,
      producer: by.address,
      timestamp: (authorities.timestamp + afterMs) as UnixMs,
      seal: poaSeal({ offset, since: 1, justified: 0, final: 0, signature: NO_SIGNATURE }),
    }),
  )

/** The authority that is not the admin continues alone. */
async function tooFar(): Promise<string> {
  const params = { ...authorities, limits: { ...authorities.limits, finalityDepth: 2 } }
  const chain = createSealedChain(params)
  const judge = await openJudge(params)
  const blocks = await chain.extend(chain.genesis, 3, { by: [bob] })
  let last = ''
  for (const block of blocks) last = await judge.block(block)
  return last
}

/** A header whose hash is above its target. */
function withoutWork({ header }: BuiltBlock): HeaderFields {
  for (let nonce = 0n; ; nonce++) {
    const candidate = withNonce(header, nonce)
    if (BigInt(`0x${candidate.id}`) > hardTarget) return candidate
  }
}

/** Rules that a seal breaks, for all engines. */
export const SEAL_RULES = {
  SEAL_SCHEMA: () => sealed(work, [0n]),
  SEAL_TARGET: () => sealed(work, powSeal(hardTarget - 1n, 0n)),
  SEAL_WORK: () => judged(work, withoutWork),
  SEAL_SIGNATURE: () => judged(authorities, ({ header }) => withLastSealField(header, NO_SIGNATURE)),
  SEAL_SLOT: () => claiming(({ slot }) => ({ slot: slot + 1 })),
  SEAL_PROOF: () => claiming((_, by) => ({ proof: prove(by.secretKey, Uint8Array.of(1)) })),
  SEAL_THRESHOLD: () => claiming(() => ({ stake: 1n as Amount })),
  SEAL_TOO_EARLY: () => turnOf(bob, 0, 2999),
  SEAL_TOO_FAR: tooFar,
  SEAL_STAKE: () => claiming(({ stake, total }) => ({ stake, total: (total - 1n) as Amount })),
  SEAL_AUTHORITY: () => turnOf(stranger, 0, 3000),
  SEAL_AGREEMENT: () => claiming(() => ({ justified: 1 })),
} satisfies Partial<Record<RuleCode, Provocation>>
