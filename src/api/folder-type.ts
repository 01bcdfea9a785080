/** The media type of a folder's record, from shared-mime-info; browsers have none for folders. */
export const FOLDER_TYPE = 'inode/directory'
