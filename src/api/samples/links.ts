import type { LINK_CALLS } from '../calls/links.ts'
import type { Samples } from './sample.ts'
import { ID, PEER, TIME } from './values.ts'

const OFFER = 'tabchain-link:AQAB'
const CODES = ['TABCHAIN:ABCD:1/2:AEAA', 'TABCHAIN:ABCD:2/2:AAAB']

export const LINK_SAMPLES = {
  linkOffer: { args: {}, result: { offer: OFFER, codes: CODES, expires: TIME } },
  linkAccept: {
    args: { offer: OFFER },
    result: {
      networkId: ID,
      name: 'Tabchain',
      peerId: PEER,
      sameNetwork: true,
      link: 'https://example.org/?network=tc1abc',
      answer: OFFER,
      codes: CODES,
      expires: TIME,
    },
  },
  linkComplete: {
    args: { answer: OFFER },
    result: {
      peerId: PEER,
      direction: 'outbound',
      relayed: false,
      state: 'connected',
      latencyMs: 20,
      score: 0,
      height: 41,
      bytesIn: 0,
      bytesOut: 0,
      route: 'hand',
      since: TIME,
    },
  },
} satisfies Samples<typeof LINK_CALLS>
