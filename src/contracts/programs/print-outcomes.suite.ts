import { readFileSync } from 'node:fs'
import { boundaryDigests } from '../boundary/boundary-digests.suite.ts'
import { compileQuickJs } from '../quickjs-module.ts'
import { allOutcomes } from './all-outcomes.suite.ts'

/**
 * A program for another Node (scripts/oldest-node.mjs): given the metered module's file, it prints the
 * outcomes of all programs, as JSON.
 */
const [file = '', digests = ''] = process.argv.slice(2)
const quickJs = new Uint8Array(readFileSync(file))
const outcomes = await allOutcomes(quickJs)
const boundary = boundaryDigests(await compileQuickJs(quickJs), Number(digests))
process.stdout.write(JSON.stringify({ outcomes, boundary }))
