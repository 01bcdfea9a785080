import { allOutcomes } from './all-outcomes.suite.ts'

/** A worker for the browsers' tests: it is given the metered module's bytes and answers with what all programs came to. */
addEventListener('message', async ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) => {
  postMessage(await allOutcomes(data))
})
