/**
 * The size limit of each entry of the build, in gzip bytes, with everything that it loads before it can run.
 * An exceeded budget fails the build: make the entry smaller, load parts later, or raise the number here with
 * the reason in the commit.
 */
export const BUDGETS = [
  { entry: 'page', files: /^index\.html$/, maxBytes: 250_000 },
  { entry: 'node worker', files: /^assets\/node\.worker-[\w-]+\.js$/, maxBytes: 349_000 },
  { entry: 'miner', files: /^assets\/search\.worker-[\w-]+\.js$/, maxBytes: 8_000 },
  { entry: 'signature helper', files: /^assets\/verify\.worker-[\w-]+\.js$/, maxBytes: 16_000 },
  { entry: 'proof verifier', files: /^verify-proof\.js$/, maxBytes: 20_000 },
  { entry: 'service worker', files: /^sw\.js$/, maxBytes: 8_000 },
]
