import { expect, test } from 'vitest'
import contractDeclarations from '#contracts/contract.d.ts?raw'
import { parseDeclarations } from './parse-declarations.ts'

const contract = parseDeclarations(contractDeclarations)
const member = (of: string, name: string) => contract.get(of)?.members.find(each => each.name === name)

test('the contract interface: every declaration with its members', () => {
  expect([...contract.values()].map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'type ContractValue',
    'type Amount',
    'type MapKey',
    'interface ContractMap',
    'class Contract',
    'const ctx',
  ])
  const names = (of: string) => contract.get(of)?.members.map(({ name }) => name)
  expect(names('ContractMap')).toEqual(['get', 'has', 'set', 'delete', 'keys'])
  expect(names('Contract')).toEqual(['init', 'view', 'payable', 'state', 'ctx', 'map'])
  expect(names('ctx')).toEqual(
    expect.arrayContaining(['caller', 'value', 'time', 'transfer', 'emit', 'call', 'assert', 'sha256']),
  )
})

test('a member has its signature, its words and what it gives', () => {
  expect(member('ctx', 'transfer')).toEqual({
    name: 'transfer',
    signature: 'transfer(to: string, amount: Amount): void',
    doc: '',
    isMethod: true,
    isStatic: false,
    isOptional: false,
    type: 'void',
  })
  expect(member('ctx', 'caller')).toMatchObject({
    signature: 'caller: string',
    doc: 'The address of the caller: a person’s, or a contract’s.'.replaceAll('’', "'"),
    isMethod: false,
  })
  expect(member('ContractMap', 'keys')).toMatchObject({
    signature: 'keys(page?: { after?: MapKey; limit?: number }): MapKey[]',
    type: 'MapKey[]',
    doc: expect.stringMatching(/^A page of at most 100 keys, .*\bof the page before\.$/),
  })
  expect(member('Contract', 'view')).toMatchObject({ isStatic: true, isOptional: true, type: 'string[]' })
  expect(member('Contract', 'ctx')).toMatchObject({ type: 'typeof ctx' })
  expect(member('Contract', 'map')).toMatchObject({ type: 'ContractMap', isOptional: false })
  expect(contract.get('Amount')?.doc).toBe('Base units: 1 coin = 1_000_000n.')
})

test('members over several lines, and comments that belong to none', () => {
  const found = parseDeclarations(`/** Of the file. */

/** Of a thing. */
declare const thing: {
  /** Goes
   *  somewhere. */
  go(
    where: { x: number; y: number },
  ): void
  plain: string
}
`)
  expect(found.get('thing')).toMatchObject({ doc: 'Of a thing.' })
  expect(found.get('thing')?.members).toMatchObject([
    { name: 'go', doc: 'Goes somewhere.', type: 'void' },
    { name: 'plain', doc: '', type: 'string' },
  ])
})
