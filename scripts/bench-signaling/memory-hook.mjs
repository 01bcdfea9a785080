/**
 * Loaded into every measured server (`node --expose-gc --import`): answers the benchmark with the processor time
 * and the memory of the process. For the memory it collects garbage first, which is not what a client costs.
 */
process.on('message', async question => {
  if (question === 'memory')
    for (let i = 0; i < 4; i++) {
      globalThis.gc()
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  process.send({ rss, heapUsed, cpuMicros: user + system, user, system })
})
