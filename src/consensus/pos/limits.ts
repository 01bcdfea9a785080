/**
 * Epochs from a change of a stake until it counts: by then the seed holds outputs that nobody knew when the
 * stake was chosen.
 */
export const COUNT_DELAY = 2

/**
 * Steps of an amount that the state keeps: one for each epoch since the final block's in which the amount
 * changed, until the latest change counts. When nothing becomes final for this many epochs with changes,
 * further changes wait.
 */
export const MAX_AMOUNT_STEPS = 64

/**
 * The most bonds that one block releases; the rest waits for the next blocks. Each costs a few hashes that no
 * transaction pays. An address has at most one bond per epoch and needs the least stake to make more, so
 * holding others back for a block takes 256 addresses with that stake.
 */
export const MAX_RELEASES = 256

/**
 * Stakers that facts list, the largest first: as many as the preset `fair` is made for. A list of all would
 * be written to a row of the database, and to each screen, every second.
 */
export const MAX_LISTED_STAKERS = 1_000

/**
 * Bonds that facts list for each staker; the last stands for all later ones too. More than wait at a time in
 * the preset `fair`, and few enough for a row.
 */
export const MAX_LISTED_BONDS = 8
