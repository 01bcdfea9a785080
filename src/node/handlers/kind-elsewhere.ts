import type { Engine } from '#consensus/engine.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'

/** The error for a call that belongs to networks of another consensus. */
export const kindElsewhere = ({ engine }: Chain, wanted: Engine['madeBy']) =>
  fail(
    'TX_KIND_ELSEWHERE',
    `this network's blocks are made by ${engine.madeBy}, not by ${wanted}; open a network with blocks made by ${wanted}`,
  )

/** Checks that the network's blocks are made by `wanted`, so that it has that engine's transactions. */
export const requireEngine = (chain: Chain, wanted: Engine['madeBy']): Result<void, Failure> =>
  chain.engine.madeBy === wanted ? ok(undefined) : kindElsewhere(chain, wanted)
