import type { Address } from '#chain/address.ts'
import type { Header } from '#chain/block/header.ts'
import type { Engine } from '#consensus/engine.ts'
import { type VoteRow, Votes } from '#node/produce/votes.ts'
import { ancestryOf, type BuiltBlock } from './chain-builder.ts'

/** Keys that report correctly what they signed, on whatever forks a test builds. */
export class Signers {
  readonly #engine: Engine
  #votes: Promise<Votes>

  constructor(engine: Engine) {
    this.#engine = engine
    let rows: readonly VoteRow[] = []
    this.#votes = Votes.open({
      load: async () => rows,
      save: async kept => {
        rows = kept
      },
    })
  }

  /**
   * The `ProductionRequest.sinceOf` of a block on this parent. A test may sign on a chain that its key has
   * left: then the block supports none below it.
   */
  sinceOf(parent: BuiltBlock) {
    const height = parent.header.height + 1
    return async (address: Address, justified: number): Promise<number> => {
      const votes = await this.#votes
      const since = await votes.sinceOf(address, height, justified, async at => ancestorAt(parent, at))
      return since ?? Number.MAX_SAFE_INTEGER
    }
  }

  async signed(draft: Header): Promise<void> {
    const claims = this.#engine.claims(draft)
    if (claims) await (await this.#votes).record(draft, claims)
  }
}

function ancestorAt(block: BuiltBlock, height: number): Header | undefined {
  for (const { header } of ancestryOf(block)) if (header.height === height) return header
  return undefined
}
