/** Of which file: with a path, of something in the folder. */
export interface Previewed {
  readonly cid: string
  readonly path?: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
}
