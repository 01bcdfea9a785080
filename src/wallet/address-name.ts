import { ADDRESS_PREFIX, CONTRACT_PREFIX } from '#chain/address.ts'
import { isBurn } from '#chain/recipient.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { MAX_NAME_CHARACTERS } from './limits.ts'

const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.-]*$/u

/**
 * The stored form of an address's name: composed Unicode without blanks, so that it is one word of a command.
 */
export function parseName(text: string): Result<string, Failure<'NAME_BAD'>> {
  const name = text.trim().normalize('NFC')
  if (name === '') return bad('it is empty; give the address a name such as "savings"')
  if ([...name].length > MAX_NAME_CHARACTERS)
    return bad(`it has ${[...name].length} characters; use at most ${MAX_NAME_CHARACTERS}`)
  if (!NAME.test(name)) return bad('use letters, digits, "-", "_" and "."; begin with a letter or a digit')
  if (isBurn(name)) return bad('it is the word for where coins are destroyed; choose another name')
  if (looksLikeAddress(name))
    return bad(`it begins with "${name.split('1')[0]}1" like an address; choose another name`)
  return ok(name)
}

/** Names that differ in case only are the same name. */
export const sameName = (a: string, b: string) => nameKey(a) === nameKey(b)

/** Whether this text can only be an address, not a name. */
export const looksLikeAddress = (text: string) =>
  [ADDRESS_PREFIX, CONTRACT_PREFIX].some(prefix => nameKey(text).startsWith(`${prefix}1`))

const nameKey = (text: string) => text.trim().normalize('NFC').toLowerCase()

const bad = (problem: string) => fail('NAME_BAD', `name: ${problem}`)
