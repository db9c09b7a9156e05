// A host's page made by React: ten thousand rows with `tel:` links and numbers in text, rendered anew
// again and again while Deskbell finds, paints and offers them.
import { createElement as h, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'

const ROWS = 10_000

// `window.renders`: how often the rows were rendered. `window.churn(times)` renders all of them anew, so
// many times, with others at other places, and
// resolves when that is done.
window.renders = 0

function Row({ id, turn }) {
  const number = `06-${10_000_000 + ((id * 7919 + turn) % 89_999_999)}`
  // What React removes and puts anew changes with the turn; so do texts beside texts.
  return h(
    'tr',
    { key: id },
    h('td', null, (id + turn) % 3 === 0 ? h('a', { href: `tel:${number}` }, number) : number),
    h('td', null, 'Bel ', number, turn % 2 === 0 ? ' vandaag' : null),
    h('td', null, h('b', null, '06'), `-${number.slice(3)}`),
  )
}

function Page() {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    window.renders++
    window.turn = turn
    window.churn = async times => {
      for (let i = 1; i <= times; i++) {
        setTurn(turn + i)
        await new Promise(resolve => requestAnimationFrame(resolve))
      }
      while (window.turn < turn + times) await new Promise(resolve => setTimeout(resolve))
    }
  }, [turn])
  const ids = Array.from({ length: ROWS }, (_, i) => (turn % 2 === 0 ? i : ROWS - 1 - i))
  return h(
    'table',
    null,
    h(
      'tbody',
      null,
      ids.map(id => h(Row, { key: id, id, turn })),
    ),
  )
}

createRoot(document.getElementById('root')).render(h(Page))
