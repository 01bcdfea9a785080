import { t } from '@lingui/core/macro'
import type { NetworkRequest } from '#api/calls/networks.ts'
import { PRESETS, type PresetName } from '#chain/genesis/presets.ts'
import type { Failure } from '#lib/result.ts'
import { fieldMessage } from '../../format/field-message.ts'
import type { FoundingField } from './founding-field.ts'
import { foundingGroups } from './founding-fields.ts'

/** The content of the form; an empty text leaves the choice to the preset. */
export interface FoundingDraft {
  readonly preset: PresetName
  readonly name: string
  readonly symbol: string
  /** Undefined for the preset's choice. */
  readonly emptyBlocks: boolean | undefined
  readonly texts: Readonly<Partial<Record<keyof NetworkRequest, string>>>
}

/** The errors by field; `form` has those without a field on the form. */
export type FoundingErrors = Readonly<Partial<Record<keyof NetworkRequest | 'form', string>>>

/** The empty form, with the preset that most users begin with. */
export const EMPTY_DRAFT: FoundingDraft = {
  preset: 'classroom',
  name: '',
  symbol: 'COIN',
  emptyBlocks: undefined,
  texts: {},
}

/**
 * The request, or the errors of unreadable fields. The node checks that the parameters fit together. Texts of
 * another engine's fields are left out.
 */
export function readDraft(
  draft: FoundingDraft,
): { readonly request: NetworkRequest; readonly errors: undefined } | { readonly errors: FoundingErrors } {
  const { preset, name, symbol, emptyBlocks } = draft
  const errors: Partial<Record<keyof NetworkRequest, string>> = {}
  const values: Partial<Record<keyof NetworkRequest, unknown>> = {}

  for (const field of fieldsOf(draft)) {
    const text = (draft.texts[field.name] ?? '').trim()
    if (text === '') continue
    const read = field.read(text)
    if (read.ok) values[field.name] = read.value
    else errors[field.name] = read.error
  }

  if (Object.keys(errors).length > 0) return { errors }
  const always = { preset, name: name.trim(), symbol: symbol.trim() }
  // Each field's `read` gives what the request has under its name.
  const request = { ...always, ...(values as Partial<NetworkRequest>) }
  return { request: emptyBlocks === undefined ? request : { ...request, emptyBlocks }, errors: undefined }
}

/** Assigns the node's error to the field that it names. */
export function errorsOf({ message }: Failure, draft: FoundingDraft): FoundingErrors {
  const [, field = '', rest = ''] = /^(?:network parameters: )?(\w+): (.*)$/s.exec(message) ?? []
  if (field === 'name' || field === 'symbol') return { [field]: fieldMessage(`${field}: ${rest}`) }
  const fields = fieldsOf(draft)
  const named = fields.find(({ name }) => name === field)
  if (!named) return { form: message }
  // The node's message has the names of fields, and numbers in the units of a request. Names like `stake` are
  // also ordinary words.
  const labels = new Map<string, string>(fields.map(({ name, label }) => [name, label]))
  const words = rest.replace(/\b[a-z]+[A-Z]\w*/g, name => (labels.has(name) ? `“${labels.get(name)}”` : name))
  const problem = fieldMessage(`${field}: ${words}`)
  const unit = /\d/.test(rest) && named.nodeUnit
  return { [field]: unit ? t`${problem} (in ${unit})` : problem }
}

/** Whether one of these errors is at a field in the collapsed part of the form. */
export function isAdvanced(errors: FoundingErrors, draft: FoundingDraft): boolean {
  return fieldsOf(draft).some(({ name }) => Object.hasOwn(errors, name))
}

const fieldsOf = ({ preset }: FoundingDraft): readonly FoundingField[] =>
  foundingGroups(PRESETS[preset].consensus.type).flatMap(group => group.fields)
