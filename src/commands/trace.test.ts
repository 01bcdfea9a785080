import { expect, test } from 'vitest'
import { createLocalApi } from '#api/local-api.ts'
import { createSampleHandlers } from '#api/sample-handlers.ts'
import { CALL_SAMPLES } from '#api/samples.ts'
import { createRunner } from './run.ts'

const { address } = CALL_SAMPLES.contractShow.args
const id = 'AB'.repeat(32)

test.each([
  [`contract trace ${id}`, undefined, { txId: id }],
  [
    `contract trace main ${address} add 2n --amount 1`,
    undefined,
    { from: 'main', address, method: 'add', args: [2n], amount: 1_000_000n },
  ],
  ['contract trace main', { source: 'class', args: [1] }, { from: 'main', source: 'class', args: [1] }],
])('%s: an id is a transaction, anything else is who would call', async (line, input, expected) => {
  const { handlers, asked } = createSampleHandlers()
  await createRunner(createLocalApi(handlers), { openLink: () => {}, reload: () => {} })(line, input)
  expect(asked).toEqual([{ name: 'contractTrace', args: expected }])
})
