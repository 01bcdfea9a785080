import { decodeQR } from 'qr/decode.js'

/** A picture is drawn at most this wide and high: a phone's photo has more pixels than a QR code needs. */
const MAX_SIDE = 1_600
/** A code in a picture is searched longer than one of the camera's frames, of which the next one follows. */
const PICTURE_MS = 2_000

interface Detector {
  detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>
}
/** Absent in Firefox, in Safari, and in Chromium on some systems. */
declare const BarcodeDetector:
  | { new (options: { formats: readonly string[] }): Detector; getSupportedFormats(): Promise<string[]> }
  | undefined

/** Reads the QR codes of a picture or of a frame of the camera; an empty list if there are none. */
export type ReadQr = (source: HTMLVideoElement | ImageBitmap) => Promise<readonly string[]>

/** The browser's own reader where there is one, which finds several codes at once; otherwise the package. */
export async function createQrReader(): Promise<ReadQr> {
  const detector = await browserDetector()
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async source => {
    if (detector) {
      const found = await detector.detect(source).catch(() => [])
      return found.map(({ rawValue }) => rawValue)
    }
    return context ? readWithPackage(source, context) : []
  }
}

async function browserDetector(): Promise<Detector | undefined> {
  if (typeof BarcodeDetector === 'undefined') return undefined
  const formats = await BarcodeDetector.getSupportedFormats().catch((): string[] => [])
  return formats.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : undefined
}

function readWithPackage(
  source: HTMLVideoElement | ImageBitmap,
  context: CanvasRenderingContext2D,
): readonly string[] {
  const isVideo = source instanceof HTMLVideoElement
  const [width, height] = isVideo ? [source.videoWidth, source.videoHeight] : [source.width, source.height]
  if (width === 0 || height === 0) return []
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height))
  const { canvas } = context
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  try {
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height)
    return [decodeQR(pixels, isVideo ? {} : { timeLimit: PICTURE_MS })]
  } catch {
    // It throws when there is no code.
    return []
  }
}
