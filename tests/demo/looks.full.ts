import { proveLooks } from './prove-looks.js'

await proveLooks(['desk', 'dark'], ['telephone', 'light'])
