/** What the script tag's loader imports once the config said yes. */
export { createDeskbell } from './deskbell.js'
