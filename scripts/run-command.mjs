import { spawn } from 'node:child_process'

/**
 * Runs a command with its output on this terminal (all of it on stderr with `toStderr`, nowhere with `quiet`)
 * and resolves to its exit code. It is killed after `timeoutMs`, and when this process is ended, together
 * with everything that it started.
 */
export function runCommand(command, args, { timeoutMs, env = {}, quiet = false, toStderr = false } = {}) {
  return new Promise((resolve, reject) => {
    // Its own group, because test runners start browsers and servers that must not survive them.
    const child = spawn(command, args, {
      stdio: quiet ? 'ignore' : ['ignore', toStderr ? 2 : 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      detached: true,
    })
    const kill = () => {
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended already.
      }
    }
    const timer = timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs)
    const onSignal = () => {
      kill()
      process.exit(130)
    }
    process.once('SIGINT', onSignal).once('SIGTERM', onSignal)

    function onTimeout() {
      console.error(`\n${command} ${args.join(' ')}: stopped after ${timeoutMs / 1000} s.`)
      kill()
    }
    function done() {
      clearTimeout(timer)
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
    }
    child.once('error', error => {
      done()
      reject(error)
    })
    child.once('exit', code => {
      done()
      kill()
      resolve(code ?? 1)
    })
  })
}

/** Runs a program of `node_modules` by its script, without a shell in between. */
export const runNode = (script, args, options) => runCommand(process.execPath, [script, ...args], options)
