import { proveLooks } from './prove-looks.js'

await proveLooks(['desk', 'light'], ['telephone', 'dark'])
