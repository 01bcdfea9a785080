import { allOutcomes } from './all-outcomes.suite.ts'

/**
 * A worker for the tests in browsers: it receives the metered module's bytes and returns the outcomes of all
 * programs.
 */
addEventListener('message', async ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) => {
  postMessage(await allOutcomes(data))
})
