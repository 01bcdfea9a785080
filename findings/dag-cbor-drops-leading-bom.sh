#!/usr/bin/env bash
# DAG-CBOR and DAG-PB lose U+FEFF at the beginning of a text when they decode it.
#
# @ipld/dag-cbor 10.0.2 (cborg 6.1.5) and @ipld/dag-pb 4.2.0, Node 20.20: `encode` writes the character, as it
# must. `decode` uses a TextDecoder without `ignoreBOM: true`, which drops a first U+FEFF. Valid data therefore
# does not survive the round trip: encoded again, it has other bytes and thus another CID; a map with the keys
# "a" and "\ufeffa" is encoded and then refused because it has one key twice; in a directory, the names of two
# such links become one.
#
# U+FEFF is common at the beginning: spreadsheets and editors on Windows put it in front of copied text. A check
# for canonical bytes that decodes and encodes them again refuses valid bytes, so it must decode texts by itself.
#
# Prints one line of JSON and fails once nothing is lost any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @ipld/dag-cbor@10.0.2 cborg@6.1.5 @ipld/dag-pb@4.2.0 multiformats@14.0.5 >/dev/null

cat > main.mjs <<'JS'
import * as dagCbor from '@ipld/dag-cbor'
import * as dagPb from '@ipld/dag-pb'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'

const text = '\ufeffmemo'
const bytes = dagCbor.encode(text)
const again = dagCbor.encode(dagCbor.decode(bytes))
const cidOf = async block => CID.createV1(dagCbor.code, await sha256.digest(block)).toString()

const keys = { a: 1, '\ufeffa': 2 }
const refusal = (() => {
  try {
    dagCbor.decode(dagCbor.encode(keys))
    return null
  } catch (error) {
    return error.message
  }
})()

const Hash = CID.createV1(0x55, await sha256.digest(bytes))
const Links = ['a', '\ufeffa'].map(Name => ({ Name, Hash }))
const names = dagPb.decode(dagPb.encode(dagPb.prepare({ Links }))).Links.map(link => link.Name)

const found = {
  written: [...text].length,
  read: [...dagCbor.decode(bytes)].length,
  sameCid: (await cidOf(bytes)) === (await cidOf(again)),
  twoKeys: refusal,
  twoLinks: new Set(names).size,
}
console.log(JSON.stringify(found))
process.exit(found.read < found.written && !found.sameCid && refusal && found.twoLinks === 1 ? 0 : 1)
JS
node main.mjs
