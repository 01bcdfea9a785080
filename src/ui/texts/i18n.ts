import { i18n } from '@lingui/core'

/** English whose digits are grouped by no-break spaces. Lingui takes the rules of plurals from it, too. */
const FORMATS = 'en-SE'

// The English texts stay in the code, so there is no catalogue to load.
i18n.loadAndActivate({ locale: 'en', locales: FORMATS, messages: {} })

/** Lingui with the language of the page. The macros import it from here, so that a text may be a constant of its module. */
export { i18n }
