import { addingFiles } from './adding-files.ts'
import type { HandlerContext } from './context.ts'
import { fileSettings } from './file-settings.ts'
import { createFileViews } from './file-views.ts'
import { listingFiles } from './listing-files.ts'
import { readingFiles } from './reading-files.ts'

/** Handlers for the content of files, here and at other tabs. */
export function fileSharingHandlers(context: HandlerContext) {
  const views = createFileViews(context)
  return {
    ...addingFiles(context),
    ...readingFiles(context, views),
    ...listingFiles(context, views),
    ...fileSettings(context),
  }
}
