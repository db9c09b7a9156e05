// Small comforts of the CRM's pages. Everything works without them.
'use strict'

for (const form of document.querySelectorAll('[data-submit-on-change]'))
  form.addEventListener('change', () => form.requestSubmit())

// Search as one types: the same page is asked for and its parts are put in place. XMLHttpRequest
// gives a parsed document, so no text becomes HTML here (the policy forbids it anyway).
for (const form of document.querySelectorAll('form[data-live]')) {
  const field = form.elements.q
  let timer
  let running
  const refresh = () => {
    running?.abort()
    const address = new URL(form.action)
    address.search = field.value.trim() === '' ? '' : new URLSearchParams({ q: field.value.trim() })
    running = new XMLHttpRequest()
    running.open('GET', address)
    running.responseType = 'document'
    running.onload = ({ target }) => {
      if (target.status !== 200 || target.response === null) return
      for (const part of document.querySelectorAll('[data-live-part]')) {
        const name = CSS.escape(part.dataset.livePart)
        const fresh = target.response.querySelector(`[data-live-part="${name}"]`)
        part.replaceChildren(...(fresh ? document.adoptNode(fresh).childNodes : []))
      }
      history.replaceState(null, '', address)
    }
    running.send()
  }
  field.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(refresh, 120)
  })
  form.addEventListener('submit', event => {
    event.preventDefault()
    clearTimeout(timer)
    refresh()
  })
}

// Keys: '/' goes to the search, the arrows walk through a list's names.
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  const field = document.querySelector('form[data-live] input')
  const typing = event.target.matches('input, textarea, select')
  if (event.key === '/' && field && !typing) {
    event.preventDefault()
    field.select()
  }
  if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || (typing && event.target !== field)) return
  const names = [...document.querySelectorAll('table.list tbody th a')]
  const here = names.indexOf(document.activeElement)
  if (here < 0 && event.target !== field) return
  const next = here + (event.key === 'ArrowDown' ? 1 : -1)
  const target = next < 0 ? field : names[Math.min(next, names.length - 1)]
  event.preventDefault()
  target?.focus()
})

// A recording plays in its row; one at a time. Without this script its link opens the sound itself.
let playing
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[data-play]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const same = playing?.link === link
  playing?.stop()
  if (same) return
  const words = link.querySelector('span')
  const sound = new Audio(link.href)
  const stop = text => {
    sound.pause()
    link.classList.remove('on')
    words.textContent = text ?? 'Play'
    playing = undefined
  }
  const show = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
  playing = { link, stop: () => stop() }
  link.classList.add('on')
  words.textContent = 'Stop'
  sound.addEventListener('timeupdate', () => {
    if (playing?.link === link) words.textContent = `Stop ${show(sound.currentTime)}`
  })
  sound.addEventListener('ended', () => stop())
  sound.play().catch(() => playing?.link === link && stop('Not available'))
})
