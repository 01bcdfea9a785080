/** The most signaling servers that one network names. */
export const MAX_SIGNALING_SERVERS = 4

/** The URLs of a list such as `https://a.example/signal/,https://b.example/signal/`, in its order. */
export const serverUrls = (list: string): string[] => list.split(',').slice(0, MAX_SIGNALING_SERVERS)
