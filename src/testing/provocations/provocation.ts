/** Breaks one rule, as a peer would, and returns the code that the node reports. */
export type Provocation = () => Promise<string>
