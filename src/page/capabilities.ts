import type { MissingCapability } from '#ui/features/boot/boot-state.ts'

/** The features that a node cannot do without and this browser lacks. */
export function missingCapabilities(): MissingCapability[] {
  const has: Record<MissingCapability, boolean> = {
    webrtc: 'RTCPeerConnection' in globalThis,
    indexeddb: 'indexedDB' in globalThis,
    webcrypto: globalThis.crypto?.subtle !== undefined,
    workers: 'Worker' in globalThis,
    locks: globalThis.navigator?.locks !== undefined,
  }
  return (Object.keys(has) as MissingCapability[]).filter(name => !has[name])
}
