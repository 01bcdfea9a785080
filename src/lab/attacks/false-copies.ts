import { REPLICAS } from '#files/limits.ts'
import { IDENTITY_SEED_BYTES, peerIdFromSeed } from '#network/peer-id.ts'
import { encodeFileNews } from '#network/protocols/file-news.ts'
import { type Attack, harmless } from '../attack.ts'
import type { PeerReport } from '../lab-network.ts'
import { FILE_COPIES_MS, LIE_AGAIN_MS } from '../limits.ts'
import { recordFile } from './recorded-file.ts'

export const falseCopies: Attack = {
  name: 'false-copies',
  title: 'False copies',
  group: 'Files',
  what: 'Lets invented keys, for which it vouches, announce again and again that they hold a recorded file.',
  outcome:
    'A copy counts once its holder has sent a random block: the tabs ask for one, and make the true copies that are missing.',
  engines: ['poa', 'pow', 'pos'],
  expects: harmless('valid'),

  async run(lab) {
    const { burner, chain, clock, random, victims } = lab
    const keys = Array.from({ length: REPLICAS }, () => random.bytes(IDENTITY_SEED_BYTES))
    const file = await recordFile(lab)
    await lab.gather()

    const lie = async () => {
      await burner.introduce(keys.map(peerIdFromSeed), burner.linked())
      const news = { held: [file.cid], fetching: [], dropped: [] }
      for (const key of keys) {
        burner.announceRaw('files', [encodeFileNews(key, chain.networkId, clock.now(), news)])
      }
    }
    await lie()
    const fallSilent = clock.every(LIE_AGAIN_MS, () => void lie())
    lab.afterwards(async () => fallSilent())
    const copiesOf = ({ files }: PeerReport) => files.find(({ cid }) => cid === file.cid)?.copies ?? 0
    const believed = await lab.settled([file.cid], report => copiesOf(report) >= REPLICAS)
    await file.bringBack()

    const isCopied = async () => {
      const files = (await lab.ask([file.cid])).flatMap(report => report.files)
      // This tab's own node holds one more copy.
      return files.filter(({ storedBytes }) => storedBytes === file.storedBytes).length >= REPLICAS - 1
    }
    const began = clock.now()
    const copied = await lab.until(isCopied, FILE_COPIES_MS)
    if (copied) lab.note(`true copies after ${Math.round((clock.now() - began) / 1000)} s`)
    return {
      aftermath: () => {
        if (!believed) return `not all of ${victims.length} tabs counted the false copies`
        return copied ? undefined : 'the file was not copied'
      },
    }
  },
}
