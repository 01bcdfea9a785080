import { addFile, held } from '../support/files.ts'
import { linked, type Tab } from '../support/tab.ts'
import { measureRawChannel } from './raw-channel.ts'
import { median, type Row } from './row.ts'

const MB = 1e6
const BYTES = 64 * 1024 * 1024
const ROUNDS = 3

/**
 * A file between two tabs against a raw data channel between the same two, from three tabs at once, and the
 * memory that this takes.
 */
export async function measureFiles(newTab: () => Promise<Tab>): Promise<Row[]> {
  const author = await newTab()
  const reader = await newTab()
  await linked([author, reader], 1)
  await author.mine(1)

  const raw: number[] = []
  const one: number[] = []
  const adding: number[] = []
  const cids: string[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    raw.push(await measureRawChannel(author.page, reader.page, BYTES))
    const began = performance.now()
    const { cid } = await addFile(author, { seed: round, bytes: BYTES }, 'data', false)
    adding.push(BYTES / MB / ((performance.now() - began) / 1000))
    cids.push(cid)
    one.push(await fetchRate(reader, cid))
  }
  const memory = await heapOf(reader)

  const others = [await newTab(), await newTab()]
  await linked([author, reader, ...others], 3)
  const sources = [author, reader, ...others]
  const late = await newTab()
  await linked([late], 4)
  const [cid = ''] = cids
  for (const tab of others) await tab.run(`file fetch ${cid}`)
  await author.close()
  await held([reader, ...others], cid)
  await linked([late], 3)
  const three = await fetchRate(late, cid)
  for (const tab of [...sources.slice(1), late]) await tab.close()

  const rate = median(one)
  return [
    { name: 'raw data channel, 64 MB between two tabs', value: median(raw), unit: 'MB/s' },
    { name: 'file fetched, 64 MB from one tab', value: rate, unit: 'MB/s' },
    { name: 'file fetched : raw channel', value: rate / median(raw), unit: '', goal: '≥ 0.7' },
    { name: 'file fetched, 64 MB from three tabs', value: three, unit: 'MB/s' },
    { name: 'file added, 64 MB', value: median(adding), unit: 'MB/s' },
    { name: 'page memory after three fetches', value: memory / MB, unit: 'MB' },
  ]
}

async function fetchRate(tab: Tab, cid: string): Promise<number> {
  const seconds = await tab.page.evaluate(async cid => {
    const began = performance.now()
    await window.tabchain.run(`file fetch ${cid}`)
    return (performance.now() - began) / 1000
  }, cid)
  return BYTES / MB / seconds
}

/** The memory of the page and its workers, after a collection. */
async function heapOf(tab: Tab): Promise<number> {
  const session = await tab.page.context().newCDPSession(tab.page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number }
  return usedSize
}
