#!/usr/bin/env bash
# Lingui takes the rules of plurals from the locale that was given for formats.
#
# @lingui/core 5.9.5, Node 20. `i18n.activate('en', 'fr')` keeps the English catalogue and formats values for
# French. One would expect that a plural of an English message keeps English rules. It does not: `locales`
# decides both, and in French 0 is singular, so that an English page says "0 block". A locale whose language
# is that of the messages (en-SE) groups digits by spaces and keeps the plurals.
#
# Seen: 0 block | 0 blocks | 12 345 blocks
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @lingui/core@5.9.5 @lingui/message-utils@5.9.5
cat > see.mjs <<'JS'
import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'

const blocks = compileMessage('{n, plural, one {# block} other {# blocks}}')
const say = (formats, n) => {
  const i18n = setupI18n()
  i18n.load('en', { blocks })
  i18n.activate('en', formats)
  return i18n._('blocks', { n })
}
console.log([say('fr', 0), say('en-SE', 0), say('en-SE', 12345)].join(' | ').replace(/\u00a0/g, ' '))
JS
seen=$(node see.mjs)
echo "$seen"
test "$seen" = '0 block | 0 blocks | 12 345 blocks'
