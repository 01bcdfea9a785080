import { t } from '@lingui/core/macro'
import type { NetworkRequest } from '#api/calls/networks.ts'
import { formatAmount, parseAmount } from '#chain/amount.ts'
import type { Preset } from '#chain/genesis/presets.ts'
import { err, ok, type Result } from '#lib/result.ts'
import { fieldMessage } from '../../format/field-message.ts'

/**
 * A parameter of a new network as typed text: one line, or one entry per line. If it is empty, the preset
 * decides.
 */
export interface FoundingField {
  readonly name: keyof NetworkRequest
  readonly label: string
  /** The unit after the number; `coins` stands for the network's symbol. */
  readonly unit?: string
  readonly note?: string
  readonly lines?: boolean
  /** The unit of the node's number, if it differs from `unit`. */
  readonly nodeUnit?: string
  /** The preset's value as it would be typed; for lists, an example line. */
  placeholder(preset: Preset): string
  /** The value of a text that is not empty, or its error in words. */
  read(text: string): Result<unknown, string>
}

/** Fields that belong together, under one heading. */
export interface FoundingGroup {
  readonly title: string
  readonly fields: readonly FoundingField[]
}

type NamesOf<Value> = {
  readonly [Name in keyof NetworkRequest]-?: NonNullable<NetworkRequest[Name]> extends Value ? Name : never
}[keyof NetworkRequest]

/** The description of a field. */
export interface FieldWords {
  readonly label: string
  readonly unit?: string
  readonly note?: string
}

/** A field for a whole number. */
export function countField(
  name: NamesOf<number>,
  words: FieldWords,
  preset: (preset: Preset) => number,
): FoundingField {
  return {
    name,
    ...words,
    placeholder: given => String(preset(given)),
    read: readCount,
  }
}

/** A field for whole KiB, read as bytes. */
export function kibibytesField(
  name: NamesOf<number>,
  words: Omit<FieldWords, 'unit'>,
  preset: (preset: Preset) => number,
): FoundingField {
  return {
    name,
    ...words,
    unit: 'KiB',
    nodeUnit: t`bytes`,
    placeholder: given => String(preset(given) / 1024),
    read: text => {
      const count = readCount(text)
      return count.ok ? ok(1024 * count.value) : count
    },
  }
}

/** A field for seconds with up to three decimals, read as ms. */
export function secondsField(
  name: NamesOf<number>,
  words: Omit<FieldWords, 'unit'>,
  preset: (preset: Preset) => number,
): FoundingField {
  return {
    name,
    ...words,
    unit: 's',
    nodeUnit: t`milliseconds`,
    placeholder: given => String(preset(given) / 1000),
    read: text => {
      if (!/^\d{1,9}(\.\d{1,3})?$/.test(text)) return err(t`Write seconds, like 3 or 0.5`)
      return ok(Math.round(Number(text) * 1000))
    },
  }
}

/** A field for the time from one block, or slot, to the next. */
export const spacingField = (label: string): FoundingField =>
  secondsField('spacingMs', { label }, preset => preset.consensus.spacingMs)

/** A field for coins, read as base units. */
export function coinsField(
  name: NamesOf<bigint>,
  words: Omit<FieldWords, 'unit'>,
  preset: (preset: Preset) => bigint,
): FoundingField {
  return {
    name,
    ...words,
    unit: 'coins',
    nodeUnit: t`millionths of a coin`,
    placeholder: given => formatAmount(preset(given)),
    read: readCoins,
  }
}

/** A field for a whole number that a double may not hold. */
export function bigField(
  name: NamesOf<bigint>,
  words: FieldWords,
  preset: (preset: Preset) => bigint,
): FoundingField {
  return {
    name,
    ...words,
    placeholder: given => String(preset(given)),
    read: text => {
      if (!/^\d{1,24}$/.test(text)) return err(t`Write a whole number, like 1000000`)
      return ok(BigInt(text))
    },
  }
}

/** A field for an address per line; the node validates them. */
export function addressesField(name: NamesOf<readonly string[]>, words: FieldWords): FoundingField {
  return { name, ...words, lines: true, placeholder: () => 'tab1…', read: text => ok(linesOf(text)) }
}

/** A field for an address and coins per line. */
export function balancesField(
  name: NamesOf<readonly { address: string; amount: bigint }[]>,
  words: FieldWords,
): FoundingField {
  return { name, ...words, lines: true, placeholder: () => 'tab1… 100', read: readBalances }
}

function readCount(text: string): Result<number, string> {
  return /^\d{1,12}$/.test(text) ? ok(Number(text)) : err(t`Write a whole number, like 12`)
}

function readCoins(text: string): Result<bigint, string> {
  const amount = parseAmount(text, 'amount')
  return amount.ok ? amount : err(fieldMessage(amount.error.message))
}

function readBalances(text: string): Result<{ address: string; amount: bigint }[], string> {
  const balances: { address: string; amount: bigint }[] = []
  for (const [place, line] of linesOf(text).entries()) {
    const [address = '', coins = '', more] = line.split(/[\s,;]+/)
    if (coins === '' || more !== undefined)
      return err(t`Line ${{ line: place + 1 }}: write an address and a number of coins, like tab1… 100`)
    const amount = readCoins(coins)
    if (!amount.ok) return err(t`Line ${{ line: place + 1 }}: ${{ problem: amount.error }}`)
    balances.push({ address, amount: amount.value })
  }
  return ok(balances)
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
