/**
 * Ends this process by SIGTERM when the npm that started it is gone. npm passes signals to a shell, which
 * ends without passing them on, so that a killed `npm start` would leave its server behind.
 */
export function followParent() {
  // A process that was started by hand (`node scripts/start.mjs &`) may outlive its terminal.
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, 250)
  timer.unref()
}
