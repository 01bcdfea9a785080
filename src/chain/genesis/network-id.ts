import { hashOf } from '../hash.ts'
import type { NetworkId } from '../ids.ts'
import { encodeGenesis } from './encode-genesis.ts'
import type { GenesisParameters } from './genesis.ts'

/** SHA-256 of the encoded parameters: a change of any of them gives another network. */
export const networkIdOf = (params: GenesisParameters): NetworkId => hashOf<NetworkId>(encodeGenesis(params))
