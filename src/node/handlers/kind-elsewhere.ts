import type { Engine } from '#consensus/engine.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'

/** Says that a call belongs to networks of another consensus. */
export const kindElsewhere = ({ engine }: Chain, wanted: Engine['madeBy']) =>
  fail(
    'TX_KIND_ELSEWHERE',
    `this network's blocks are made by ${engine.madeBy}, not by ${wanted}; open a network whose are`,
  )

/** Has the network transactions that belong to the engine whose blocks are made by `wanted`? */
export const requireEngine = (chain: Chain, wanted: Engine['madeBy']): Result<void, Failure> =>
  chain.engine.madeBy === wanted ? ok(undefined) : kindElsewhere(chain, wanted)
