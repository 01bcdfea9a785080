import {
  IconFile,
  IconFileCode,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconFolder,
  IconMovie,
  IconMusic,
  IconPhoto,
  IconVector,
  IconWorld,
  type TablerIcon,
} from '@tabler/icons-react'
import { type FileKind, fileKind } from '../format/file-kind.ts'
import classes from './file-icon.module.css'

const ICONS: Record<FileKind, TablerIcon> = {
  picture: IconPhoto,
  drawing: IconVector,
  sound: IconMusic,
  film: IconMovie,
  pdf: IconFileTypePdf,
  page: IconWorld,
  code: IconFileCode,
  text: IconFileText,
  folder: IconFolder,
  archive: IconFileZip,
  other: IconFile,
}

/** An icon for the kind of a file. */
export function FileIcon(file: { readonly name: string; readonly mediaType: string }) {
  const { kind } = fileKind(file)
  const Icon = ICONS[kind]
  return (
    <span className={classes.icon} data-kind={kind}>
      <Icon size={20} stroke={1.6} aria-hidden="true" />
    </span>
  )
}
