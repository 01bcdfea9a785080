import { known } from '#lib/assert.ts'
import { resultOf } from './command-results.ts'
import { docblock, PlainTypes } from './plain-types.ts'
import { readCalls } from './read-calls.ts'
import { readCommands } from './read-commands.ts'

const MARK = '// `node scripts/docs.mjs` writes the rest from the calls, their results and the events.\n'

/** `public/tabchain.d.ts`: its first part is written by hand and stays. */
export async function typesFile(before: string): Promise<string> {
  const calls = readCalls()
  const types = new PlainTypes()
  const results = (await readCommands(calls)).map(command => {
    const { name, summary, codes } = command
    const fails = codes.length === 0 ? '' : ` Fails with ${codes.map(code => `\`${code}\``).join(', ')}.`
    const key = /\W/.test(name) ? `'${name}'` : name
    return `${docblock(`${summary}.${fails}`, '  ')}  ${key}: ${resultOf(command, calls, types)}\n`
  })
  types.want('EventData')
  const head = known(before.split(MARK)[0], 'the part that is written by hand')
  const body = `/** Each command's result. */\nexport interface Results {\n${results.join('')}}`
  return `${head}${MARK}\n${[body, ...types.declarations()].join('\n\n')}\n`
}
