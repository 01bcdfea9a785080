import type { Locator, Page } from 'playwright/test'

/** `#/studio` and `#/studio/<draft id>` */
export class StudioPage {
  readonly drafts: Locator
  readonly templates: Locator
  readonly editor: Locator
  /** Whether the last change is in the database. */
  readonly saved: Locator
  /** The result of the engine's check of the source. */
  readonly check: Locator
  /** Lines that are underlined because of an error. */
  readonly marks: Locator
  readonly steps: Locator
  readonly stateAfter: Locator
  readonly confirm: Locator
  readonly deployed: Locator

  constructor(readonly page: Page) {
    this.drafts = page.getByRole('list', { name: 'Drafts' }).getByRole('listitem')
    this.templates = page.getByRole('list', { name: 'Templates' })
    this.editor = page.getByRole('textbox', { name: 'Source of the contract' })
    this.saved = page.getByRole('status', { name: 'Draft' })
    this.check = page.getByRole('status', { name: 'Source check' })
    this.marks = page.locator('.cm-lintRange')
    this.steps = page.getByRole('list', { name: 'Steps' }).getByRole('listitem')
    this.stateAfter = page.getByRole('region', { name: 'State after the last step' })
    this.confirm = page.getByRole('dialog', { name: /^Deploy “/ })
    this.deployed = page.getByRole('status').filter({ hasText: 'Deployed' })
  }

  async open(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/studio'
    })
    await this.templates.waitFor()
  }

  /** Makes a draft of a template and waits for its editor. */
  async begin(template: string): Promise<void> {
    await this.templates.getByRole('button', { name: template }).click()
    await this.editor.waitFor()
  }

  /** Shows one of the panels of the editor's screen, on a phone also the code. */
  async show(panel: 'Code' | 'Try it' | 'Deploy' | 'Interface'): Promise<void> {
    await this.page.getByRole('tab', { name: panel }).click()
  }

  /** The first line of the source that contains this text; the editor draws only those in sight. */
  line(text: string): Locator {
    return this.editor.locator('.cm-line').filter({ hasText: text }).first()
  }

  /** Types at the beginning of a line, behind its spaces. */
  async typeBefore(lineText: string, typed: string): Promise<void> {
    await this.line(lineText).click()
    await this.page.keyboard.press('Home')
    await this.page.keyboard.type(typed)
  }

  /** Fills in a form that was generated from a method, by the names of its parameters, and sends it. */
  async fill(form: string, fields: Readonly<Record<string, string>>): Promise<void> {
    const { form: found, button } = this.#form(form)
    for (const [name, text] of Object.entries(fields))
      await found.getByRole('textbox', { name, exact: true }).fill(text)
    await button.click()
  }

  /** Adds a call to the trial. */
  async call(caller: string, method: string, fields: Readonly<Record<string, string>>): Promise<void> {
    const add = this.page.getByRole('region', { name: 'Add a call' })
    await add.getByRole('combobox', { name: 'Caller' }).selectOption({ label: caller })
    await add.getByRole('combobox', { name: 'Method' }).selectOption(method)
    await this.fill(`Try ${method}`, fields)
  }

  #form(name: string) {
    const form = this.page.getByRole('form', { name, exact: true })
    return { form, button: form.locator('button[type=submit]') }
  }
}
