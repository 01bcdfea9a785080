import { REPLICAS } from '#files/limits.ts'
import { MAX_ANNOUNCED_FILES } from '#network/limits.ts'
import type { Attack } from '../attack.ts'
import type { PeerReport } from '../lab-network.ts'
import { ATTACK_FILE_BYTES, FILE_COPIES_MS, FILE_TURN_MS, LIE_AGAIN_MS } from '../limits.ts'
import { nobodysCid, record, recordFile } from './recorded-file.ts'

/** Large enough that a peer announces the block instead of sending it at once. */
const CLAIMED_BLOCK = new Uint8Array(2_048)

export const falseProvider: Attack = {
  name: 'false-provider',
  title: 'A provider that has nothing',
  group: 'Files',
  what: 'Announces that it holds dozens of files, two of them recorded, and never sends a block of any.',
  outcome:
    'A fetch continues with an honest tab, or stops and shows the reason; a copy that does not arrive no longer counts.',
  engines: ['poa', 'pow', 'pos'],
  // A tab that has no turn fetches nothing and reports nothing. Slowness is not an offence: no link is
  // closed.
  expects: { rule: 'FILE_UNAVAILABLE', or: [''], verdict: 'none', cutOff: false },

  async run(lab) {
    const { burner, clock, victims } = lab
    const file = await recordFile(lab)
    const phantom = nobodysCid(lab)
    await record(lab, phantom, ATTACK_FILE_BYTES)
    await lab.gather()

    const others = Array.from({ length: MAX_ANNOUNCED_FILES - 2 }, () => nobodysCid(lab))
    const lie = () => void burner.announceHeld([file.cid, phantom, ...others])
    await burner.serveFiles({ onlySays: true, block: () => CLAIMED_BLOCK })
    lie()
    const fallSilent = clock.every(LIE_AGAIN_MS, lie)
    lab.afterwards(async () => fallSilent())

    const ask = () => lab.ask([file.cid, phantom])
    const about = (report: PeerReport, cid: string) => report.files.find(each => each.cid === cid)
    const isOnItsWay = (report: PeerReport) => about(report, file.cid)?.state === 'fetching'
    const believed = await lab.until(async () => (await ask()).some(isOnItsWay), FILE_TURN_MS)
    await file.bringBack()

    /**
     * Tabs that gave up the file that nobody has, and know that it is missing although the attacker claims
     * it.
     */
    const gaveUp = new Set<string>()
    const isGivenUp = async () => {
      for (const report of await ask()) {
        const { code, copies } = about(report, phantom) ?? {}
        if (code === 'FILE_UNAVAILABLE' && copies === 0) gaveUp.add(report.peerId)
      }
      return gaveUp.size > 0
    }
    await lab.until(isGivenUp, FILE_COPIES_MS)
    lab.note(`${gaveUp.size} of ${victims.length} tabs tried the file that nobody has`)
    fallSilent()

    const isWhole = (report: PeerReport) => about(report, file.cid)?.storedBytes === file.storedBytes
    const isGone = (report: PeerReport) => {
      const { copies, storedBytes } = about(report, phantom) ?? {}
      return copies === 0 && storedBytes === 0
    }
    const isWell = async () => {
      const reports = await ask()
      // This tab's own node holds one more copy.
      return reports.filter(isWhole).length >= REPLICAS - 1 && reports.every(isGone)
    }
    return {
      judge: ({ peerId }) => ({ verdict: 'none', rule: gaveUp.has(peerId) ? 'FILE_UNAVAILABLE' : '' }),
      aftermath: async () => {
        if (!believed) return 'no tab believed the attacker'
        if (gaveUp.size === 0) return 'no tab gave up the file that nobody has'
        return (await lab.until(isWell, FILE_COPIES_MS)) ? undefined : 'the numbers of copies are wrong'
      },
    }
  },
}
