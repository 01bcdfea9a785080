/** Epochs from a change of a stake to when it counts: by then the seed holds outputs that nobody knew when the stake was chosen. */
export const COUNT_DELAY = 2

/**
 * Steps of an amount that the state remembers: since the final block's epoch one for each in which it changed, and those until the latest change counts. When nothing
 * becomes final for so many epochs with changes, further changes wait.
 */
export const MAX_AMOUNT_STEPS = 64

/**
 * Bonds that one block releases at most; the rest waits for the next blocks. Each costs a few hashes, which no transaction of the block pays.
 * An address has one bond for each epoch at most, and needs the least stake to go on making them: who wants to hold others back for a
 * block needs 256 addresses with that.
 */
export const MAX_RELEASES = 256

/** Stakers that facts list, the largest first: as many people as the preset `fair` is made for. A list of all would go into a row of the database, and to each screen, every second. */
export const MAX_LISTED_STAKERS = 1_000

/** Bonds that facts list of each staker; the last stands for all that come later too. More than the preset `fair` lets wait at a time, and few enough for a row. */
export const MAX_LISTED_BONDS = 8
