/**
 * What Redis keeps, and the scripts that change it, each of them at once:
 *
 * * `tabchain:instances` is a sorted set of instances by the time at which they count as gone;
 * * `tabchain:at:<instance>:<network>` is a hash of an instance's peers in a network, with the time of each
 *   one's admission. It expires unless its instance refreshes it, so a killed instance leaves nothing.
 *
 * The channel of an instance is `tabchain:to:<instance>`. Every read is bounded: by the instances, and by the
 * peers that are asked for. The keys are not declared, so this needs one Redis and not a Redis Cluster.
 */
const PREFIX = 'tabchain'

/** Instances beyond these are not looked at; a deployment has a few. */
const MAX_INSTANCES = 32

export const channelOf = (instance: string): string => `${PREFIX}:to:${instance}`
export const peersKey = (instance: string, networkId: string): string =>
  `${PREFIX}:at:${instance}:${networkId}`
export const INSTANCES_KEY = `${PREFIX}:instances`

const HEAD = `
local self = ARGV[1]
local function peers(instance, network) return '${PREFIX}:at:' .. instance .. ':' .. network end
local function others()
  local found = {}
  for _, instance in ipairs(redis.call('ZRANGE', '${INSTANCES_KEY}', 0, ${MAX_INSTANCES - 1})) do
    if instance ~= self then found[#found + 1] = instance end
  end
  return found
end
`

export const SCRIPTS = {
  /** `self, ttlMs, network…` → `[instances, peers that Redis has per network]` */
  tabchainRefresh: `${HEAD}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', '${INSTANCES_KEY}', now + ARGV[2], self)
redis.call('ZREMRANGEBYSCORE', '${INSTANCES_KEY}', '-inf', now)
local sizes = {}
for i = 3, #ARGV do
  redis.call('PEXPIRE', peers(self, ARGV[i]), ARGV[2])
  sizes[i - 2] = redis.call('HLEN', peers(self, ARGV[i]))
end
return {others(), sizes}`,

  /**
   * `self, ttlMs, network, mode, (peer, since)…` → the peers that are newer elsewhere. With the mode `take` the
   * peers are here from now on, wherever they were; with `restore` a later admission elsewhere counts.
   */
  tabchainClaim: `${HEAD}
local network, mode, here = ARGV[3], ARGV[4], peers(self, ARGV[3])
local lost, elsewhere = {}, others()
for i = 5, #ARGV, 2 do
  local peer, since, isNewest = ARGV[i], tonumber(ARGV[i + 1]), true
  for _, other in ipairs(elsewhere) do
    local there = redis.call('HGET', peers(other, network), peer)
    if there and mode == 'restore' and tonumber(there) > since then
      isNewest = false
    elseif there then
      redis.call('HDEL', peers(other, network), peer)
      redis.call('PUBLISH', '${PREFIX}:to:' .. other, self .. '\\nevict ' .. network .. ' ' .. peer)
    end
  end
  if isNewest then
    redis.call('HSET', here, peer, ARGV[i + 1])
  else
    lost[#lost + 1] = peer
  end
end
redis.call('PEXPIRE', here, ARGV[2])
return lost`,

  /** `self, network`: forgets an instance's peers in a network, before they are all recorded anew. */
  tabchainClear: `${HEAD}
return redis.call('DEL', peers(self, ARGV[2]))`,

  /** `self, (network, peer)…` → the instance of each, or an empty text */
  tabchainLocate: `${HEAD}
local found, elsewhere = {}, others()
for i = 2, #ARGV, 2 do
  local place, newest = '', 0
  for _, other in ipairs(elsewhere) do
    local since = tonumber(redis.call('HGET', peers(other, ARGV[i]), ARGV[i + 1]) or 0)
    if since > newest then place, newest = other, since end
  end
  found[i / 2] = place
end
return found`,

  /** `self, network, limit` → `[count, sample]` per other instance */
  tabchainSample: `${HEAD}
local found = {}
for i, other in ipairs(others()) do
  local key = peers(other, ARGV[2])
  found[i] = {redis.call('HLEN', key), redis.call('HRANDFIELD', key, ARGV[3])}
end
return found`,
} as const

export type ScriptName = keyof typeof SCRIPTS
