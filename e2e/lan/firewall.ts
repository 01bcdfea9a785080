import type { Router, Switch } from './lan-case.ts'

/** Rules for nftables of a switch that does not pass everything; empty if it does. */
export function switchRules({ multicast, onlyTo }: Switch): string {
  const mdns =
    multicast === 'passes'
      ? ''
      : `table bridge mdns {
  chain forward { type filter hook forward priority 0; ether type ip udp dport 5353 drop; }
  chain input { type filter hook input priority 0; ether type ip udp dport 5353 drop; }
}
`
  const isolation =
    onlyTo === undefined
      ? ''
      : `table bridge isolation {
  chain forward { type filter hook forward priority 0; ether type arp accept; ip saddr ${onlyTo} accept; ip daddr ${onlyTo} accept; drop; }
}
`
  return mdns + isolation
}

/**
 * Rules for nftables of a router between `outside` and its own switch. Like home routers, one with NAT drops
 * packets from outside that answer nothing; that also keeps an early probe of a peer from taking the port that
 * the answer needs.
 */
export function routerRules({ nat, onlyAppTcp = false }: Router, appPort: number): string {
  const translation =
    nat === 'none'
      ? ''
      : `table ip nat {
  chain leaving { type nat hook postrouting priority 100; oifname "outside" masquerade ${nat === 'symmetric' ? 'fully-random' : ''}; }
  chain input { type filter hook input priority 0; iifname "outside" ct state established,related accept; iifname "outside" drop; }
  chain forward { type filter hook forward priority 0; ct state established,related accept; iifname "outside" drop; }
}
`
  const ports = onlyAppTcp
    ? `table ip ports {
  chain forward { type filter hook forward priority -10; iifname "inside" tcp dport ${appPort} accept; iifname "inside" drop; }
}
`
    : ''
  return translation + ports
}
