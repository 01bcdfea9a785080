import { t } from '@lingui/core/macro'
import type { FailureCode } from '#chain/rules.ts'

/** Why a transaction in a block had no effect: one sentence without its full stop. */
const FAILURE_WORDS: Record<FailureCode, string> = {
  OVERFLOW: t`An amount would have exceeded the largest possible amount`,
  STAKE_TOO_SMALL: t`The stake would have been below the network’s minimum`,
  STAKE_TOO_LARGE: t`More than is at stake, or the last stake of the network`,
  STAKE_NOT_HELD: t`The address had nothing at stake`,
  STAKE_UNSETTLED: t`Stakes cannot change again until blocks become final`,
  EVIDENCE_INVALID: t`The two blocks do not show a double signing`,
  EVIDENCE_OLD: t`The double signing was too long ago`,
  EVIDENCE_KNOWN: t`This double signing was punished already`,
  AUTHORITY_NOT_ADMIN: t`The sender is not the admin of the network`,
  AUTHORITY_KNOWN: t`The address is an authority already`,
  AUTHORITY_UNKNOWN: t`The address is not an authority`,
  AUTHORITY_LAST: t`The last authority cannot be removed`,
  AUTHORITY_TOO_MANY: t`The network has as many authorities as it can have`,
  AUTHORITY_UNSETTLED: t`The authorities cannot change again until blocks become final`,
  CONTRACT_UNKNOWN: t`There is no contract at this address`,
  CODE_INVALID: t`The source is not a contract`,
  CODE_THREW: t`The contract refused`,
  CODE_TRAPPED: t`The contract’s code crashed`,
  OUT_OF_GAS: t`The gas was used up before the call ended`,
  OUT_OF_MEMORY: t`The contract needed more memory than it may use`,
  STACK_OVERFLOW: t`The contract’s calls were nested too deep`,
  CHANGES_UNEXPECTED: t`The call would have made other changes than expected`,
}

/** A receipt's code in words; a code of newer rules stays a code. */
export function failureWords(code: string): string {
  return Object.hasOwn(FAILURE_WORDS, code) ? FAILURE_WORDS[code as FailureCode] : code
}
