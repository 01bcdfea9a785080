import { i18n } from '@lingui/core'
import { messages } from './en.po'

/** English whose digits are grouped by no-break spaces. Lingui takes the rules of plurals from it, too. */
const FORMATS = 'en-SE'

/*
 * Makes the texts of the page available. It is imported before any screen, so that a text may be a constant
 * of its module; another language will need a reload.
 */
i18n.loadAndActivate({ locale: 'en', locales: FORMATS, messages })
