import type { ChildProcess } from 'node:child_process'

/** Waits until a program prints a text of this form; throws with all that it printed if it ends before. */
export function firstMatch(child: ChildProcess, form: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk
      const match = form.exec(output)
      if (match) resolve(match)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', reject)
    child.once('close', () => reject(new Error(`The program ended early. It printed: ${output}`)))
  })
}
