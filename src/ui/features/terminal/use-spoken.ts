import { useLocalStorage } from '@mantine/hooks'

/**
 * Whether the terminal's rows are laid out for a screen reader, kept in this browser. It is off at first,
 * because xterm.js then takes no text from emoji pickers and from some on-screen keyboards.
 */
export function useSpoken() {
  return useLocalStorage({
    key: 'tabchain.terminal.spoken',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
}
