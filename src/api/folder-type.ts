/** The media type of a folder's record, as desktops name it (shared-mime-info); a browser gives none. */
export const FOLDER_TYPE = 'inode/directory'
