import { t } from '@lingui/core/macro'
import { count } from '#commands/kinds.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { fieldMessage } from '../../format/field-message.ts'
import { countText } from '../../format/quantity-text.ts'

/** Parses a typed gas limit, with optional spaces between its digits. */
export function readGasLimit(typed: string, blockGas: bigint): Result<bigint, Failure> {
  const read = count.parse(typed.replace(/[\s\u202f]/g, ''), 'gasLimit')
  if (!read.ok) return fail(read.error.code, fieldMessage(read.error.message))
  if (read.value <= blockGas) return ok(read.value)
  const gas = countText(Number(blockGas))
  return fail('VALUE_BAD', t`A block has ${gas} gas for all of its transactions; give less`)
}
