import { PeerServer } from 'peer'

/** PeerJS's own server with its defaults, at the port that is its argument. */
const port = Number(process.argv[2])
PeerServer({ host: '127.0.0.1', port, path: '/signal', concurrent_limit: 20_000 }, () =>
  console.log(`http://127.0.0.1:${port}/`),
)
