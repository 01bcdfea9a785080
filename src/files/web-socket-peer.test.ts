import { expect, test } from 'vitest'
import { isWebSocketPeer } from './web-socket-peer.ts'

const ID = '12D3KooWLnxXBQ2HjK4nESDb8etf8P87G83eZy9HJZ1KaJRopD4d'

test.each([
  `/dns4/ipfs.example/tcp/443/tls/ws/p2p/${ID}`,
  `/dns/ipfs.example/tcp/4001/tls/sni/a.libp2p.direct/ws/p2p/${ID}`,
  `/ip4/127.0.0.1/tcp/4002/ws/p2p/${ID}`,
  `/ip6/::1/tcp/4002/wss/p2p/QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N`,
])('%s is the address of a node', address => expect(isWebSocketPeer(address)).toBe(true))

test.each([
  '',
  'https://ipfs.example',
  `/ip4/127.0.0.1/tcp/4001/p2p/${ID}`,
  `/ip4/127.0.0.1/udp/4001/quic-v1/p2p/${ID}`,
  '/ip4/127.0.0.1/tcp/4002/ws',
  '/ip4/127.0.0.1/tcp/4002/ws/p2p/12D3KooW',
  `/ip4/127.0.0.1/tcp/99999/ws/p2p/${ID}`,
  `/ip4/127.0.0.999/tcp/1/ws/p2p/${ID}`,
  `/ip4/127.0.0.1/tcp/4002/ws/p2p/${ID}/p2p-circuit`,
])('"%s" is not', address => expect(isWebSocketPeer(address)).toBe(false))
