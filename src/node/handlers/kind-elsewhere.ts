import type { Engine } from '#consensus/engine.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'

const MADE_BY = {
  pow: 'work',
  pos: 'stake',
  poa: 'authorities',
} as const satisfies Record<Engine['type'], string>

/** Says that a call belongs to networks of another consensus. */
export const kindElsewhere = ({ engine }: Chain, wanted: Engine['type']) =>
  fail(
    'TX_KIND_ELSEWHERE',
    `this network's blocks are made by ${MADE_BY[engine.type]}, not by ${MADE_BY[wanted]}; open a network whose are`,
  )

/** Has the network transactions that belong to the engine `wanted`? */
export const requireEngine = (chain: Chain, wanted: Engine['type']): Result<void, Failure> =>
  chain.engine.type === wanted ? ok(undefined) : kindElsewhere(chain, wanted)
