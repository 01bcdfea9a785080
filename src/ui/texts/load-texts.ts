import { i18n } from '@lingui/core'

/** English whose digits are grouped by no-break spaces. Lingui takes the rules of plurals from it, too. */
const FORMATS = 'en-SE'

/*
 * Decides the language of the page. It is imported before any screen, so that a text may be a constant of its
 * module. The build leaves the English texts in the code, so there is no catalogue to load.
 */
i18n.loadAndActivate({ locale: 'en', locales: FORMATS, messages: {} })
