import { formatAmount, parseAmount, ZERO } from '#chain/amount.ts'
import type { Clock } from '#lib/clock.ts'
import type { Failure, Result } from '#lib/result.ts'
import type { Log } from './log/log.ts'
import type { Production } from './options.ts'

type Run = (line: string) => Promise<Result<unknown, Failure>>

interface OwnAddress {
  readonly name: string
  readonly address: string
  readonly balance: string
  readonly stake: string
}

/** Coins may yet arrive. */
const LOOK_AGAIN_MS = 30_000

interface Dependencies {
  readonly run: Run
  readonly log: Log
  readonly clock: Clock
}

/**
 * Lets the page make blocks as requested. Call `apply` after every start of a node; `stop` ends its waits.
 */
export function createProducer(production: Production | undefined, { run, log, clock }: Dependencies) {
  let cancel = () => {}

  async function apply(): Promise<void> {
    cancel()
    if (production === undefined) return
    try {
      if (await isElsewhere(production, run, log)) return
      if (production.type === 'authority') await reportWhetherAuthority(run, log)
      if (production.type === 'stake' && !(await stakeEnough(production, run, log)))
        cancel = clock.after(LOOK_AGAIN_MS, () => void apply())
      await produce(production, run, log)
    } catch (error) {
      log.runner('error', 'producing-failed', {
        message: error instanceof Error ? error.message : String(error),
      })
    }
  }
  return { apply, stop: () => cancel() }
}

const CONSENSUS_OF = { mine: 'pow', stake: 'pos', authority: 'poa' } as const

/** Whether the page is in a network with another consensus. */
async function isElsewhere({ type }: Production, run: Run, log: Log): Promise<boolean> {
  const { network } = (await ask(run, 'status')) as { network: { name: string; consensus: string } }
  if (network.consensus === CONSENSUS_OF[type]) return false
  log.runner('warn', 'wrong-consensus', {
    message: `--${type} has no effect in ${network.name}: its consensus is ${network.consensus}.`,
  })
  return true
}

async function produce(production: Production, run: Run, log: Log): Promise<void> {
  const threads =
    production.type === 'mine' && production.threads !== undefined ? ` --threads ${production.threads}` : ''
  const keep = production.type === 'mine' ? ' --keep' : ''
  const { waiting } = (await ask(run, `mine start${keep}${threads}`)) as { waiting: string | null }
  log.runner('info', 'producing', { by: production.type, waiting })
}

async function reportWhetherAuthority(run: Run, log: Log): Promise<void> {
  const { admin, authorities } = (await ask(run, 'authority list')) as {
    admin: string
    authorities: string[]
  }
  const own = await addresses(run)
  if (own.some(({ address }) => authorities.includes(address))) return
  log.runner('warn', 'not-an-authority', {
    message:
      'none of the addresses of this peer is an authority; the admin can add one, and it takes its turns from then on',
    addresses: own.map(({ address }) => address),
    admin,
  })
}

/**
 * Stakes what is missing. Returns true once it is at stake: coins may be missing, and a waiting transaction
 * may never get into a block.
 */
async function stakeEnough(
  { amount, from }: Extract<Production, { type: 'stake' }>,
  run: Run,
  log: Log,
): Promise<boolean> {
  const own = await addresses(run)
  const atStake = own.reduce((sum, { stake }) => sum + units(stake), 0n)
  if (amount <= atStake) return true
  const missing = amount - atStake - (await waitingStake(own, run))
  if (missing <= 0n) return false

  const enough = ({ balance }: OwnAddress) => units(balance) > missing
  const payer = own.find(one => (from === undefined ? enough(one) : [one.name, one.address].includes(from)))
  const staked =
    payer && enough(payer) ? await run(`stake ${payer.address} ${formatAmount(missing)}`) : undefined
  // The coins may be there without the fee.
  if (!payer || !staked || (!staked.ok && staked.error.code === 'BALANCE_TOO_LOW')) {
    log.runner('warn', 'stake-waits-for-coins', {
      missing: formatAmount(missing),
      address: (payer ?? own[0])?.address ?? null,
      message: 'send the missing coins and a fee to this address; it is checked again every half minute',
    })
    return false
  }
  const { txId } = taken(staked, 'stake') as { txId: string }
  log.runner('info', 'staked', { address: payer.address, amount: formatAmount(missing), txId })
  return false
}

/** Stakes that wait for a block: after a crash they must not be sent twice. */
async function waitingStake(own: readonly OwnAddress[], run: Run): Promise<bigint> {
  const { txs } = (await ask(run, 'mempool')) as { txs: { kind: string; from: string; amount: string }[] }
  return txs
    .filter(({ kind, from }) => kind === 'stake' && own.some(({ address }) => address === from))
    .reduce((sum, { amount }) => sum + units(amount), 0n)
}

const addresses = async (run: Run) => (await ask(run, 'address list')) as OwnAddress[]

function units(coins: string): bigint {
  const amount = parseAmount(coins, 'amount')
  return amount.ok ? amount.value : ZERO
}

const ask = async (run: Run, line: string): Promise<unknown> => taken(await run(line), line)

function taken(result: Result<unknown, Failure>, line: string): unknown {
  if (result.ok) return result.value
  throw new Error(`${line}: ${result.error.message}`)
}
