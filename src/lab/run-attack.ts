import type { LabAttackResult, LabVerdict } from '#api/lab-results.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Attack, Deed } from './attack.ts'
import type { AttackContext } from './attack-context.ts'
import { verdictOf } from './judge.ts'
import type { LabNetwork, PeerReport } from './lab-network.ts'
import { AGREEMENT_MS, ASK_EVERY_MS, VERDICTS_MS } from './limits.ts'
import { pause } from './until.ts'

/**
 * Runs the attack, waits for the verdicts of honest tabs and for one tip everywhere, and reports whether the
 * network held.
 */
export async function runAttack(
  attack: Attack,
  context: AttackContext,
  lab: LabNetwork,
  notes: string[],
): Promise<LabAttackResult> {
  const { clock, burner, victims } = context
  const began = clock.now()
  const { verdicts, wrong } = await tried(attack, context, lab).finally(() => context.tidy())
  if (wrong !== undefined) notes.push(wrong)
  const end = await agreement(context, lab)
  if (!end.agreed) notes.push(`the tabs do not agree: ${end.tips.join(', ')}`)

  const unreached = verdicts.filter(({ verdict }) => verdict === 'unreached').length
  if (unreached > 0) notes.push(`nothing of it reached ${unreached} of ${victims.length} tabs`)
  const answered = verdicts.length === victims.length
  if (!answered) notes.push(`${victims.length - verdicts.length} tabs sent no report`)
  return {
    name: attack.name,
    sent: burner.sent,
    attacker: burner.peerId,
    expected: attack.expects,
    verdicts,
    agreed: end.agreed,
    height: end.height,
    stateRoot: end.stateRoot,
    held: answered && end.agreed && wrong === undefined && verdicts.every(({ ok }) => ok),
    notes,
    milliseconds: clock.now() - began,
  }
}

async function tried(attack: Attack, context: AttackContext, lab: LabNetwork) {
  const deed = await attack.run(context)
  const verdicts = await judged(attack, context, lab, deed)
  return { verdicts, wrong: await aftermath(context, deed) }
}

/** Asks until every honest tab has answered as expected, or time is up. */
async function judged(
  { expects }: Attack,
  { clock, burner, victims, signal }: AttackContext,
  lab: LabNetwork,
  deed: Deed,
): Promise<LabVerdict[]> {
  const end = clock.now() + VERDICTS_MS
  const question = { peers: [burner.peerId], ids: deed.ids ?? [] }
  for (;;) {
    const reports = ofThese(await lab.ask(question, signal), victims)
    const verdicts = reports.map(report => verdictOf(report, burner, deed, expects))
    const done = verdicts.length === victims.length && verdicts.every(({ ok }) => ok)
    if (done || clock.now() >= end) return verdicts
    await pause(ASK_EVERY_MS, clock)
    signal.throwIfAborted()
  }
}

async function aftermath({ clock, signal }: AttackContext, deed: Deed): Promise<string | undefined> {
  const end = clock.now() + AGREEMENT_MS
  for (;;) {
    const wrong = await deed.aftermath?.()
    if (wrong === undefined || clock.now() >= end) return wrong
    await pause(ASK_EVERY_MS, clock)
    signal.throwIfAborted()
  }
}

/** Whether all tabs, this one included, have one tip and one state root. */
async function agreement({ clock, victims, signal }: AttackContext, lab: LabNetwork) {
  const end = clock.now() + AGREEMENT_MS
  const nothing = { peers: [], ids: [] }
  for (;;) {
    const reports = [await lab.report(nothing), ...ofThese(await lab.ask(nothing, signal), victims)]
    const [{ height, stateRoot }] = reports as [(typeof reports)[number]]
    const tips = new Set(reports.map(({ tip }) => tip))
    const roots = new Set(reports.map(report => report.stateRoot))
    const agreed = reports.length === victims.length + 1 && tips.size === 1 && roots.size === 1
    if (agreed || clock.now() >= end) {
      return {
        agreed,
        height,
        stateRoot,
        tips: reports.map(each => `${each.height} ${each.tip.slice(0, 8)}`),
      }
    }
    await pause(ASK_EVERY_MS, clock)
    signal.throwIfAborted()
  }
}

const ofThese = (reports: readonly PeerReport[], victims: readonly PeerId[]) =>
  reports.filter(({ peerId }) => victims.includes(peerId))
