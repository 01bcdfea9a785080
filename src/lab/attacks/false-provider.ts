import { REPLICAS } from '#files/limits.ts'
import { MAX_ANNOUNCED_FILES } from '#network/limits.ts'
import type { Attack } from '../attack.ts'
import type { PeerReport } from '../lab-network.ts'
import { ATTACK_FILE_BYTES, FILE_COPIES_MS, FILE_TURN_MS, LIE_AGAIN_MS } from '../limits.ts'
import { nobodysCid, record, recordFile } from './recorded-file.ts'

/** Large enough that it is not sent instead of the word that it is there. */
const CLAIMED_BLOCK = new Uint8Array(2_048)

export const falseProvider: Attack = {
  name: 'false-provider',
  title: 'A provider that has nothing',
  group: 'Files',
  what: 'Says of dozens of files, two of them recorded, that it holds them, and never sends a block of any.',
  outcome:
    'A fetch goes on with an honest tab, or stops and says why; a copy that does not come is counted no more.',
  engines: ['poa', 'pow', 'pos'],
  // A tab that has no turn fetches nothing and says nothing. Slow is no offence: nobody is cut off.
  expects: { rule: 'FILE_UNAVAILABLE', or: [''], verdict: 'none', cutOff: false },

  async run(lab) {
    const { burner, clock, victims } = lab
    const file = await recordFile(lab)
    const phantom = nobodysCid(lab)
    await record(lab, phantom, ATTACK_FILE_BYTES)
    await lab.gather()

    const others = Array.from({ length: MAX_ANNOUNCED_FILES - 2 }, () => nobodysCid(lab))
    const lie = () => void burner.tellHeld([file.cid, phantom, ...others])
    await burner.serveFiles({ onlySays: true, block: () => CLAIMED_BLOCK })
    lie()
    const fallSilent = clock.every(LIE_AGAIN_MS, lie)
    lab.afterwards(async () => fallSilent())

    const ask = () => lab.ask([file.cid, phantom])
    const about = (report: PeerReport, cid: string) => report.files.find(each => each.cid === cid)
    const isOnItsWay = (report: PeerReport) => about(report, file.cid)?.state === 'fetching'
    const believed = await lab.until(async () => (await ask()).some(isOnItsWay), FILE_TURN_MS)
    await file.bringBack()

    /** Tabs that gave up what never comes, and know that it is not there although the attacker says so. */
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
      // This tab's own node is one copy more.
      return reports.filter(isWhole).length >= REPLICAS - 1 && reports.every(isGone)
    }
    return {
      judge: ({ peerId }) => ({ verdict: 'none', rule: gaveUp.has(peerId) ? 'FILE_UNAVAILABLE' : '' }),
      aftermath: async () => {
        if (!believed) return 'nobody believed it'
        if (gaveUp.size === 0) return 'nobody gave up the file that nobody has'
        return (await lab.until(isWell, FILE_COPIES_MS))
          ? undefined
          : 'the copies are not what they should be'
      },
    }
  },
}
