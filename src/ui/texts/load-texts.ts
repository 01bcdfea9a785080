import { i18n } from '@lingui/core'
import { messages } from './en.po'

/** Whose digits are grouped by narrow no-break spaces, like those of `countText`. */
const NUMBERS = 'fr'

/*
 * Makes the texts of the page available. It is imported before any screen, so that a text may be a constant
 * of its module; another language will need a reload.
 */
i18n.loadAndActivate({ locale: 'en', locales: NUMBERS, messages })
