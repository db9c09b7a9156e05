// A replay file that is dropped or chosen goes to the server as text and comes back as a page.
'use strict'

for (const form of document.querySelectorAll('form[data-drop]')) {
  const send = async file => {
    if (!file) return
    form.elements.file.value = await file.text()
    form.submit()
  }
  form.querySelector('input[type=file]').addEventListener('change', ({ target }) => send(target.files[0]))
  for (const type of ['dragenter', 'dragover'])
    form.addEventListener(type, event => {
      event.preventDefault()
      form.classList.add('over')
    })
  form.addEventListener('dragleave', () => form.classList.remove('over'))
  form.addEventListener('drop', event => {
    event.preventDefault()
    form.classList.remove('over')
    send(event.dataTransfer.files[0])
  })
}
