import { t } from '@lingui/core/macro'
import { PARAMETER_NAME_SHOWN } from '../../limits.ts'

/** A parameter of a method, for its field. */
export interface ParameterView {
  readonly name: string
  /** The default value as written in the code; undefined if there is none. */
  readonly fallback: string | undefined
  /** True for a rest parameter, whose field has a list. */
  readonly isRest: boolean
}

/**
 * Reads `amount`, `minutes = null`, `{ a, b = 1 } = {}` or `...more`, as a contract's author wrote it; a long
 * one is cut.
 */
export function parameterView(text: string): ParameterView {
  const isRest = text.startsWith('...')
  const at = topLevelEquals(text)
  const name = (at < 0 ? text : text.slice(0, at)).slice(isRest ? 3 : 0).trim()
  const fallback = at < 0 ? undefined : text.slice(at + 1).trim()
  return { name: cut(name) || t`value`, fallback: fallback && cut(fallback), isRest }
}

/** The index at which the default begins, outside of patterns. */
function topLevelEquals(text: string): number {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character)) depth--
    else if (character === '=' && depth === 0) return at
  }
  return -1
}

const cut = (text: string) =>
  text.length > PARAMETER_NAME_SHOWN ? `${text.slice(0, PARAMETER_NAME_SHOWN)}…` : text

/**
 * Names that authors use for addresses. It is a guess that only adds help: a field with such a name accepts
 * anything.
 */
const SOMEBODY =
  /address|account|owner|from$|^to$|who|person|member|spender|seller|buyer|arbiter|holder|recipient|receiver|target|voter/i

/** Does the parameter probably expect an address? */
export const takesAddress = (name: string): boolean => SOMEBODY.test(name)
