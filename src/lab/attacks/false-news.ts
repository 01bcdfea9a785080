import { MAX_ANNOUNCED_FILES } from '#network/limits.ts'
import { encodeFileNews } from '#network/protocols/file-news.ts'
import { type Attack, ignored } from '../attack.ts'
import { FALSE_NEWS, MAX_ASKED_IDS, PASSED_ON_MEANWHILE } from '../limits.ts'
import { nobodysCid } from './recorded-file.ts'

export const falseNews: Attack = {
  name: 'false-news',
  title: 'Announcements of files that do not exist',
  group: 'Files',
  what: 'Sends hundreds of announcements, each signed by a key of its own and naming dozens of files that never existed.',
  outcome: 'Announcements by unknown keys are ignored: no tab remembers, stores or relays any of them.',
  engines: ['poa', 'pow', 'pos'],
  expects: ignored('NEWS_UNKNOWN'),

  async run(lab) {
    const { burner, chain, clock, random } = lab
    await lab.gather()
    const before = await lab.passedOn()
    const cids = Array.from({ length: MAX_ANNOUNCED_FILES }, () => nobodysCid(lab))
    for (let i = 0; i < FALSE_NEWS; i++) {
      const held = i === 0 ? cids : Array.from({ length: MAX_ANNOUNCED_FILES }, () => nobodysCid(lab))
      const news = { held, fetching: [], dropped: [] }
      burner.announceRaw('files', [encodeFileNews(random.bytes(32), chain.networkId, clock.now(), news)])
    }
    // It also announces them under its own key, which is linked.
    await burner.announceHeld(cids)

    return {
      aftermath: async () => {
        const passedOn = (await lab.passedOn()) - before
        if (passedOn > PASSED_ON_MEANWHILE) return `${passedOn} messages were relayed`
        const files = (await lab.ask(cids.slice(0, MAX_ASKED_IDS))).flatMap(report => report.files)
        return files.some(({ copies }) => copies > 0) ? 'files that do not exist have holders' : undefined
      },
    }
  },
}
