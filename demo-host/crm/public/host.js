// All that this CRM had to write for its telephone. It may run before Deskbell or after it.
const json = async (path, method = 'GET', body) => {
  const headers = body && { 'content-type': 'application/json' }
  const response = await fetch(path, { method, headers, body: body && JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.status === 204 ? null : response.json()
}
const asked = pairs => `/api/contacts?${new URLSearchParams(pairs)}`
const addTask = (task, contact, call) =>
  json('/api/tasks', 'POST', { ...task, contactId: contact?.id, callId: call?.callId })

;(window.Deskbell ||= []).push(deskbell => {
  deskbell.host({
    findContacts: numbers => json(asked(numbers.map(number => ['number', number]))),
    searchContacts: text => json(asked([['search', text]])),
    openContact: contact => location.assign(contact.url),
    createContact: contact => json('/api/contacts', 'POST', contact),
    attachNumber: ({ id }, number) => json(`/api/contacts/${id}/numbers`, 'POST', { number }),
    saveCall: record => json(`/api/calls/${encodeURIComponent(record.callId)}`, 'PUT', record),
    findCalls: search => json(`/api/calls?${new URLSearchParams({ search })}`),
    createTask: ({ title, dueAt, contact }, call) => addTask({ title, dueAt }, contact, call),
    requestCallback: ({ number, contact }, call) =>
      addTask({ title: `Call back ${contact?.name ?? number}`, kind: 'callback', number }, contact, call),
  })
  deskbell.on('ringing', call => console.info('ringing:', call.from))
})
