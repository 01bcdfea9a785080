import { useCallback, useEffect, useState } from 'react'

/** Whether the browser has promised not to clear this site's data on its own. */
export type Persistence = 'unknown' | 'unavailable' | 'best-effort' | 'refused' | 'persistent'

/** `ask` requests the promise; browsers grant it by their own rules, with or without a question. */
export function usePersistence(): { state: Persistence; ask(): Promise<void> } {
  const [state, setState] = useState<Persistence>('unknown')

  useEffect(() => {
    let wanted = true
    persisted().then(now => wanted && setState(now))
    return () => {
      wanted = false
    }
  }, [])

  const ask = useCallback(async () => {
    const granted = await navigator.storage.persist().catch(() => false)
    setState(granted ? 'persistent' : 'refused')
  }, [])
  return { state, ask }
}

async function persisted(): Promise<Persistence> {
  if (!navigator.storage?.persist) return 'unavailable'
  return (await navigator.storage.persisted().catch(() => false)) ? 'persistent' : 'best-effort'
}
