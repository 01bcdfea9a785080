/**
 * How much of a simulation or of a random search runs: `quick` in `npm test`, `long` in `npm run test:long`.
 */
export const effort = (quick: number, long: number): number => (process.env.TEST_LONG ? long : quick)
