import { CompletionContext } from '@codemirror/autocomplete'
import { javascript } from '@codemirror/lang-javascript'
import { ensureSyntaxTree } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { completeContract } from './contract-completion.ts'
import { nameDoc } from './contract-hover.ts'

/** A source with `|` where the cursor is. */
function open(marked: string) {
  const at = marked.indexOf('|')
  const state = EditorState.create({ doc: marked.replace('|', ''), extensions: [javascript()] })
  // A state is parsed for 20 ms when it is made, and takes over what was parsed later with its next update.
  ensureSyntaxTree(state, state.doc.length, Number.POSITIVE_INFINITY)
  return { state: state.update({}).state, at }
}

function labels(marked: string, explicit = false): string[] {
  const { state, at } = open(marked)
  const result = completeContract(new CompletionContext(state, at, explicit))
  return result?.options.map(({ label }) => label) ?? []
}

const inMethod = (code: string) =>
  `export default class Poll extends Contract {
  init(question) { this.state.question = question }
  vote(option) { ${code} }
  _isOpen() { return true }
}`

test('what ctx offers, with signature and words', () => {
  const { state, at } = open(inMethod('ctx.|'))
  const result = completeContract(new CompletionContext(state, at, false))
  const emit = result?.options.find(({ label }) => label === 'emit')
  expect(emit).toMatchObject({
    detail: '(event: string, data?: ContractValue, ...indexed: ContractValue[]): void',
    info: expect.stringMatching(/^Adds an event to the receipt/),
  })
  expect(labels(inMethod('ctx.cal|'))).toEqual(expect.arrayContaining(['caller', 'call', 'height']))
  expect(labels(inMethod('this.ctx.|'))).toContain('caller')
})

test('what this offers: the interface, and the methods of the class itself', () => {
  expect(labels(inMethod('this.|'))).toEqual(['state', 'ctx', 'map', 'vote', '_isOpen'])
  expect(labels(inMethod('this.state.|'))).toEqual(['question'])
})

test('a map is known by the call that gives it, directly, by a name, and after its own methods', () => {
  const map = ['get', 'has', 'set', 'delete', 'keys']
  expect(labels(inMethod(`this.map('voters').|`))).toEqual(map)
  expect(labels(inMethod(`const voters = this.map('voters'); voters.h|`))).toEqual(map)
  expect(labels(inMethod(`this.map('voters').set(1, 2).|`))).toEqual(map)
})

test('nothing is made up about what the interface does not know', () => {
  expect(labels(inMethod('option.|'))).toEqual([])
  expect(labels(inMethod('const a = b, b = a; a.|'))).toEqual([])
  expect(labels(inMethod(`'ctx.|'`))).toEqual([])
  expect(labels(inMethod('// ctx|'))).toEqual([])
})

test('what a contract may define is offered between the members, the globals within them', () => {
  const toDefine = ['init', 'static view', 'static payable']
  expect(labels('export default class A extends Contract {\n  st|\n}')).toEqual(toDefine)
  expect(labels('export default class A extends Contract {\n  static v|\n}')).toEqual(toDefine)
  expect(labels('export default class A extends Contract {\n  |\n  a() {}\n}', true)).toEqual(toDefine)
  expect(labels(inMethod('c|'))).toEqual(['Contract', 'ctx'])
})

test('a name says under the pointer what it is', () => {
  const { state, at } = open(inMethod('ctx.tra|nsfer(option, 1n)'))
  expect(nameDoc(state, at)).toMatchObject({ signature: 'transfer(to: string, amount: Amount): void' })
  const voters = open(inMethod(`this.map('voters').ke|ys()`))
  expect(nameDoc(voters.state, voters.at)?.doc).toMatch(/at most 100 keys/)
  const own = open(inMethod('this.vo|te()'))
  expect(nameDoc(own.state, own.at)).toBeUndefined()
})
