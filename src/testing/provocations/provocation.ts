/** Breaks one rule, in the way that a peer would, and gives the code that the node names. */
export type Provocation = () => Promise<string>
