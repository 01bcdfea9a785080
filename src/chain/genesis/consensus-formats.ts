import { err, type Result } from '#lib/result.ts'
import type { CborValue } from '../codec.ts'
import type { ConsensusFormat } from './consensus-format.ts'
import type { ConsensusParameters } from './genesis.ts'
import { poaFormat } from './poa-format.ts'
import { posFormat } from './pos-format.ts'
import { powFormat } from './pow-format.ts'

/** The parameters of every engine; a new engine is a file and a line here. Codes are never reused. */
const FORMATS = { pow: powFormat, pos: posFormat, poa: poaFormat } satisfies {
  readonly [T in ConsensusParameters['type']]: ConsensusFormat<Extract<ConsensusParameters, { type: T }>>
}

const BY_CODE = new Map<CborValue, ConsensusFormat<ConsensusParameters>>(
  (Object.values(FORMATS) as ConsensusFormat<ConsensusParameters>[]).map(format => [
    BigInt(format.code),
    format,
  ]),
)

/** The format of these parameters. */
export const formatOf = (parameters: ConsensusParameters): ConsensusFormat<ConsensusParameters> =>
  FORMATS[parameters.type] as ConsensusFormat<ConsensusParameters>

/** [code, …the engine's fields]. */
export function encodeConsensus(parameters: ConsensusParameters): CborValue[] {
  const format = formatOf(parameters)
  return [format.code, ...format.encode(parameters)]
}

/** A `Reader` of what {@link encodeConsensus} writes. */
export function readConsensus(value: CborValue): Result<ConsensusParameters, string> {
  if (!Array.isArray(value)) return err('expected a list')
  const [code, ...fields] = value
  const format = BY_CODE.get(code)
  return format === undefined
    ? err(`consensus ${String(code)} is unknown to this version of the app; update the app`)
    : format.decode(fields)
}
