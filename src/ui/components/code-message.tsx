import { t } from '@lingui/core/macro'
import { Anchor } from '@mantine/core'
import { cutText } from '../format/cut-text.ts'
import { isContractAddress } from '../format/party-route.ts'
import { VALUE_TEXT_SHOWN } from '../limits.ts'
import { hrefOf } from '../router.ts'

interface CodeMessageProps {
  /** The message of failed code, ending with the line of its source if it is known. */
  readonly message: string
  /** The contract of that source, if it is known. */
  readonly contract: string | undefined
}

const LINE = /^([\s\S]*) \(line (\d{1,6})\)$/

/** The message of a failed contract; its line number links to the source. */
export function CodeMessage({ message, contract }: CodeMessageProps) {
  const [, said = message, line] = LINE.exec(message) ?? []
  const text = <bdi style={{ overflowWrap: 'anywhere' }}>{cutText(said, VALUE_TEXT_SHOWN)}</bdi>
  if (line === undefined || contract === undefined || !isContractAddress(contract))
    return (
      <>
        {text}
        {line !== undefined && ` (${t`line ${line}`})`}
      </>
    )
  return (
    <>
      {text} (
      <Anchor
        inherit
        href={hrefOf({ screen: 'contract', address: contract, part: 'source', line: Number(line) })}
      >
        {t`line ${line}`}
      </Anchor>
      )
    </>
  )
}
