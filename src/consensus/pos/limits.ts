/** Epochs from a change of a stake to when it counts: by then the seed holds outputs that nobody knew when the stake was chosen. */
export const COUNT_DELAY = 2

/** Bonds that one block releases at most; the rest waits for the next blocks. Each costs a few hashes, which no transaction of the block pays. */
export const MAX_RELEASES = 256
