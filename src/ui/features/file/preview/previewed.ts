/** The file to preview; with a path, the file at that path of the folder. */
export interface Previewed {
  readonly cid: string
  readonly path?: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
}
