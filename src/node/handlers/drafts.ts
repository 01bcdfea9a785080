import type { CallHandlers } from '#api/handlers.ts'
import { DRAFT_NAME_CHARACTERS } from '#api/limits.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { HandlerContext } from './context.ts'
import { DRAFT_CHARACTERS, DRAFTS_KEPT } from './limits.ts'

/** Handlers for drafts of contracts. Any text is stored, up to its bound. */
export function draftHandlers({ drafts, random, node }: HandlerContext) {
  return {
    draftList: async () => ok(await drafts.all()),

    draftSave: async ({ id, name, source }) => {
      const checked = checkDraft(name, source)
      if (!checked.ok) return checked
      if (id === undefined && (await drafts.all()).length >= DRAFTS_KEPT) {
        return fail('DRAFTS_TOO_MANY', `name: there are ${DRAFTS_KEPT} drafts already; delete one first`)
      }
      if (id !== undefined && (await drafts.get(id)) === undefined) return unknown(id)
      const draft = {
        id: id ?? bytesToHex(random.bytes(ID_BYTES)),
        name: name.trim(),
        source,
        savedAt: node.chain.clock.now(),
      }
      await drafts.put(draft)
      return ok(draft)
    },

    draftDelete: async ({ id }) => {
      if ((await drafts.get(id)) === undefined) return unknown(id)
      await drafts.delete(id)
      return ok({ id })
    },
  } satisfies Partial<CallHandlers>
}

/** Long enough to be unique in a profile. */
const ID_BYTES = 6

const unknown = (id: string) =>
  fail('DRAFT_UNKNOWN', `id: there is no draft ${id.slice(0, 40)}; see the list of drafts`)

function checkDraft(name: string, source: string): Result<void, Failure> {
  if (name.trim() === '' || name.trim().length > DRAFT_NAME_CHARACTERS) {
    return fail('NAME_BAD', `name: give one of 1 to ${DRAFT_NAME_CHARACTERS} characters`)
  }
  if (source.length > DRAFT_CHARACTERS) {
    return fail('SOURCE_TOO_LARGE', `source: a draft has at most ${DRAFT_CHARACTERS} characters`)
  }
  return ok(undefined)
}
