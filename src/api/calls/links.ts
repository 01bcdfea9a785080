import { takes } from '../call.ts'
import { text } from '../readers/values.ts'
import type { LinkAnswerResult, LinkOfferResult, PeerResult } from '../results.ts'
import type { Linking } from './networks.ts'

/** Errors of reading an offer or an answer that a person carried. */
type LinkTexts =
  | 'LINK_TEXT_MALFORMED'
  | 'LINK_TEXT_CUT'
  | 'LINK_TEXT_CHANGED'
  | 'LINK_TEXT_VERSION'
  | 'LINK_TEXT_FORGED'
  | 'INVITE_GENESIS'
  | 'OFFER_EXPIRED'

/** Links without any server: people carry an offer to another tab, and its answer back. */
export const LINK_CALLS = {
  /**
   * Step 1 of linking two tabs without a server: makes an offer, which another tab reads with `link accept`.
   * It is valid for ten minutes, while this tab stays open. `codes` are the texts of its QR codes.
   */
  linkOffer: takes({}).gives<LinkOfferResult, Linking>(),
  /**
   * Step 2: reads the offer of another tab and answers it. `offer` is its text, or the texts of all its QR
   * codes. If it is of another network, opens that one; read the offer there again.
   */
  linkAccept: takes({ offer: text }).gives<
    LinkAnswerResult,
    LinkTexts | 'OFFER_EXPECTED' | 'OFFER_OWN' | 'LINK_DUPLICATE' | 'LINKS_TOO_MANY' | 'DIAL_FAILED'
  >(),
  /** Step 3: the tab that made the offer reads the answer, which opens the link. */
  linkComplete: takes({ answer: text }).gives<
    PeerResult,
    LinkTexts | 'ANSWER_EXPECTED' | 'ANSWER_OTHER_NETWORK' | 'ANSWER_OTHER_OFFER' | Linking
  >(),
}
