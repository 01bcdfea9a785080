import type { Page as ChromiumPage } from 'playwright'
import type { Page as FirefoxPage } from 'puppeteer-core'
import type { StatusResult } from '#api/results.ts'
import { type Path, pathsInUse } from './paths.ts'

/** What the pages of both libraries have in common. */
interface CommonPage {
  goto(url: string): Promise<unknown>
  waitForFunction(condition: () => boolean): Promise<unknown>
  evaluate<R, A>(work: (argument: A) => R, argument: A): Promise<Awaited<R>>
}

/** A tab of the app on a computer of the laboratory, in either browser. It ends with its computer. */
export class LanTab {
  readonly #page: CommonPage

  constructor(page: ChromiumPage | FirefoxPage) {
    this.#page = page as CommonPage
  }

  /** Resolves as soon as the node runs. */
  async open(url: string): Promise<void> {
    await this.#page.goto(url)
    await this.#page.waitForFunction(() => window.tabchain !== undefined)
    await this.evaluate(() => window.tabchain.ready, undefined)
  }

  /** Runs a command as the terminal does. */
  run<T = unknown>(line: string): Promise<T> {
    return this.evaluate(text => window.tabchain.run(text), line) as Promise<T>
  }

  status(): Promise<StatusResult> {
    return this.run('status')
  }

  paths(): Promise<Path[]> {
    return this.evaluate(pathsInUse, undefined)
  }

  /** Runs a function in the page; `argument` and the result are JSON. */
  evaluate<R, A>(work: (argument: A) => R, argument: A): Promise<Awaited<R>> {
    return this.#page.evaluate(work, argument)
  }
}
