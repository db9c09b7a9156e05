import { test } from 'node:test'
import { startWebKit, webKitIsHere } from './other-engine.js'
import { tellStories } from './tell-stories.js'

if (webKitIsHere()) tellStories('WebKit', startWebKit)
else test('WebKit', { skip: 'the Debian packages webkit2gtk-driver and xvfb cannot be had here' })
