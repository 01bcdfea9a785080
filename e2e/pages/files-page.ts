import type { Locator, Page } from 'playwright/test'

/** A file as Playwright passes it to a chooser. */
export interface GivenFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** `#/files`: adding files, and their list. */
export class FilesPage {
  readonly files: Locator
  readonly find: Locator
  readonly empty: Locator
  readonly dropZone: Locator
  /** Files that are being added. */
  readonly sharing: Locator
  readonly room: Locator
  /** The confirmation before files are added. */
  readonly dialog: Locator

  constructor(readonly page: Page) {
    this.files = page.getByRole('list', { name: 'Files', exact: true }).getByRole('listitem')
    this.find = page.getByRole('searchbox', { name: 'Find a file' })
    this.empty = page.getByText('No files yet')
    this.dropZone = page.getByTestId('drop-zone')
    this.sharing = page.getByRole('list', { name: 'Files being shared' }).getByRole('listitem')
    this.room = page.getByRole('region', { name: 'Space for files' })
    this.dialog = page.getByRole('dialog')
  }

  /** By the button and the browser's own dialog. */
  async choose(files: GivenFile[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.page.getByRole('button', { name: 'Choose files' }).click()
    await (await chooser).setFiles(files)
    await this.dialog.waitFor()
  }

  /** Drops files and folders of this machine, as the desktop does. */
  async drop(paths: string[]): Promise<void> {
    const box = await this.dropZone.boundingBox()
    if (!box) throw new Error('the drop zone is not on the screen')
    const session = await this.page.context().newCDPSession(this.page)
    const data = { items: [], files: paths, dragOperationsMask: 1 }
    const at = { x: box.x + box.width / 2, y: box.y + 12, data }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, ...at })
    await this.dialog.waitFor()
  }

  async share(note = ''): Promise<void> {
    if (note !== '') await this.dialog.getByRole('textbox', { name: 'Note' }).fill(note)
    await this.dialog.getByRole('button', { name: 'Share', exact: true }).click()
    await this.dialog.waitFor({ state: 'detached' })
  }

  async openFile(name: string): Promise<FilePage> {
    await this.files.filter({ hasText: name }).getByRole('link').first().click()
    const file = new FilePage(this.page)
    await file.head.waitFor()
    return file
  }

  async act(name: string, action: string): Promise<void> {
    await this.page.getByRole('button', { name: `Actions of ${name}` }).click()
    await this.page.getByRole('menuitem', { name: action }).click()
  }
}

/** `#/files/<cid>`: one file. */
export class FilePage {
  readonly head: Locator
  readonly facts: Locator
  readonly holders: Locator
  readonly preview: Locator
  readonly entries: Locator
  readonly dialog: Locator

  constructor(readonly page: Page) {
    this.head = page.getByRole('region', { name: 'This file' })
    this.facts = page.getByRole('region', { name: 'Facts' })
    this.holders = page.getByRole('list', { name: 'Holders' }).getByRole('listitem')
    this.preview = page.getByRole('region', { name: 'Preview' })
    this.entries = page.getByRole('list', { name: 'In this folder' }).getByRole('listitem')
    this.dialog = page.getByRole('dialog')
  }

  /** The link that opens this file in another person's tab. */
  async shareLink(): Promise<string> {
    await this.head.getByRole('button', { name: 'Share' }).click()
    const link = this.dialog.getByRole('textbox', { name: 'File link' })
    await link.waitFor()
    const text = await link.inputValue()
    await this.dialog.getByRole('button', { name: 'Close' }).click()
    await this.dialog.waitFor({ state: 'detached' })
    return text
  }
}
