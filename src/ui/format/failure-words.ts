import type { FailureCode } from '#chain/rules.ts'

/** Why a transaction in a block had no effect: one sentence without its full stop. */
const FAILURE_WORDS: Record<FailureCode, string> = {
  OVERFLOW: 'An amount would have become larger than any amount can be',
  STAKE_TOO_SMALL: 'The stake would have been below the network’s minimum',
  STAKE_TOO_LARGE: 'More than is at stake, or the last stake of the network',
  STAKE_NOT_HELD: 'The address had nothing at stake',
  STAKE_UNSETTLED: 'Stakes cannot change again until blocks become final',
  EVIDENCE_INVALID: 'The two blocks do not show a double signing',
  EVIDENCE_OLD: 'The double signing was too long ago',
  EVIDENCE_KNOWN: 'This double signing was punished already',
  AUTHORITY_NOT_ADMIN: 'The sender is not the admin of the network',
  AUTHORITY_KNOWN: 'The address is an authority already',
  AUTHORITY_UNKNOWN: 'The address is not an authority',
  AUTHORITY_LAST: 'The last authority cannot be removed',
  AUTHORITY_TOO_MANY: 'There are as many authorities as a network can have',
  AUTHORITY_UNSETTLED: 'The authorities cannot change again until blocks become final',
  CONTRACT_UNKNOWN: 'There is no contract at this address',
  CODE_INVALID: 'The source is not a contract',
  CODE_THREW: 'The contract refused',
  CODE_TRAPPED: 'The contract’s code broke down',
  OUT_OF_GAS: 'The gas was used up before the call ended',
  OUT_OF_MEMORY: 'The contract wanted more memory than there is',
  STACK_OVERFLOW: 'The contract’s calls were nested too deep',
  CHANGES_UNEXPECTED: 'The call would have changed something else than was expected',
}

/** A receipt's code in words; a code of newer rules stays a code. */
export function failureWords(code: string): string {
  return Object.hasOwn(FAILURE_WORDS, code) ? FAILURE_WORDS[code as FailureCode] : code
}
