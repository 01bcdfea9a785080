import { t } from '@lingui/core/macro'
import { Alert, Button, Text } from '@mantine/core'
import { IconArrowsSplit } from '@tabler/icons-react'
import { useState } from 'react'
import type { RivalRow } from '#storage/rows.ts'
import { GoOver } from './go-over.tsx'
import { rivalWords } from './rival-words.ts'

/**
 * Explains that peers follow a chain that would undo final blocks of this tab, with a button to switch to it.
 */
export function RivalBanner({ rival }: { readonly rival: RivalRow }) {
  const [isOpen, setOpen] = useState(false)
  const { what, why, todo } = rivalWords(rival)
  return (
    <Alert
      color="clay"
      variant="light"
      icon={<IconArrowsSplit />}
      title={t`Others are on another chain`}
      role="alert"
    >
      <Text size="sm">{what}</Text>
      <Text size="sm" mt={6}>
        {why} {todo}
      </Text>
      <Button color="clay" mt="sm" onClick={() => setOpen(true)}>
        {t`Switch to theirs…`}
      </Button>
      {isOpen && <GoOver rival={rival} onClose={() => setOpen(false)} />}
    </Alert>
  )
}
