import { REPLICAS } from '#files/limits.ts'
import { type Attack, refused } from '../attack.ts'
import { FILE_COPIES_MS, FILE_TURN_MS, WRONG_BLOCK_BYTES } from '../limits.ts'
import { recordFile } from './recorded-file.ts'

/** This many close a link. */
const WRONG_BLOCKS = 3

export const wrongFileBlocks: Attack = {
  name: 'wrong-file-blocks',
  title: 'Wrong blocks of a file',
  group: 'Files',
  what: 'Announces that it holds a recorded file, sends other bytes to any tab that asks for its blocks, and then sends them to all others unrequested.',
  outcome:
    'Every block is hashed before it is kept: three wrong ones close the link, and the file is fetched from an honest tab.',
  engines: ['poa', 'pow', 'pos'],
  expects: refused('WIRE_UNREQUESTED'),

  async run(lab) {
    const { burner, random, victims } = lab
    const wrongBlock = () => random.bytes(WRONG_BLOCK_BYTES)
    const file = await recordFile(lab)
    await lab.gather()

    let asked = 0
    await burner.serveFiles({
      onlySays: false,
      block: digest => {
        // Without the root no tab would know which blocks to ask for.
        if (digest === file.root) return file.blocks.get(digest)
        if (!file.blocks.has(digest)) return undefined
        asked++
        burner.sent++
        return wrongBlock()
      },
    })
    await burner.announceHeld([file.cid])
    await lab.until(() => asked >= WRONG_BLOCKS, FILE_TURN_MS)
    lab.note(`${asked} wrong blocks sent on request`)

    await file.bringBack()
    for (const peerId of burner.linked().filter(each => victims.includes(each))) {
      for (let i = 0; i < WRONG_BLOCKS; i++) await burner.pushBlock(peerId, wrongBlock())
    }

    const holders = async () => {
      const reports = await lab.ask([file.cid])
      const files = reports.flatMap(report => report.files)
      return files.filter(({ state, storedBytes }) => state === 'held' && storedBytes === file.storedBytes)
    }
    // This tab's own node holds one more copy.
    const hasCopies = () => lab.until(async () => (await holders()).length >= REPLICAS - 1, FILE_COPIES_MS)
    return {
      aftermath: async () => {
        if (asked < WRONG_BLOCKS) return 'no tab asked for a block'
        return (await hasCopies()) ? undefined : 'no tab fetched the file from its honest holder'
      },
    }
  },
}
