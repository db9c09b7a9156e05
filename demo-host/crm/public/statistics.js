// Draws each picture from the figures that stand below it. Without this script the figures are all.
import UPlot from '/uplot.js'

const HEIGHT = 220
/** Of a row in a picture whose rows have names, px. */
const ROW_HEIGHT = 34
/** Room for such names, px. */
const NAMES = 156

const sheet = document.createElement('link')
sheet.rel = 'stylesheet'
sheet.href = '/uplot.css'
document.head.append(sheet)

/** What a table says: names of its rows, and a series for each column that is drawn. */
function read(table) {
  const heads = [...table.tHead.rows[0].cells]
  const rows = [...table.tBodies[0].rows]
  const series = heads.flatMap((head, at) =>
    head.dataset.drawn
      ? [
          {
            name: head.textContent,
            tone: head.dataset.drawn,
            kind: head.dataset.kind,
            values: rows.map(row => Number(row.cells[at].querySelector('data').value)),
            shown: rows.map(row => row.cells[at].textContent),
          },
        ]
      : [],
  )
  return { names: rows.map(row => row.cells[0].textContent), series }
}

/** A colour as the sheets say it, in the scheme of now. */
function colourOf(place, tone) {
  const swatch = document.createElement('i')
  swatch.className = `swatch ${tone}`
  place.append(swatch)
  const { color } = getComputedStyle(swatch)
  swatch.remove()
  return color
}

const short = name => (name.length > 20 ? `${name.slice(0, 19)}…` : name)
const dayName = name =>
  /^\d{4}-\d\d-\d\d$/.test(name)
    ? new Date(`${name}T12:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
    : name
const hours = seconds => `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}`

function draw(picture) {
  const place = picture.querySelector('[data-chart]')
  const { names, series } = read(picture.querySelector('table'))
  place.replaceChildren()
  place.hidden = names.length === 0 || series.every(({ values }) => values.every(value => value === 0))
  if (place.hidden) return undefined
  const lying = ['agents', 'sources'].includes(picture.dataset.picture)
  const readout = document.createElement('p')
  readout.className = 'readout muted'
  readout.ariaHidden = 'true'

  // Stacked: each series is drawn up to its sum with those before it, the highest first.
  const sums = names.map(() => 0)
  const stacked = series.map(one => ({ ...one, tops: one.values.map((value, at) => (sums[at] += value)) })).reverse()
  const text = colourOf(place, 'text')
  const line = colourOf(place, 'line')
  const font = `12px ${getComputedStyle(place).fontFamily}`
  const axis = { stroke: text, font, grid: { stroke: line, width: 1 }, ticks: { show: false } }
  const room = () => ({
    width: place.clientWidth,
    height: lying ? names.length * ROW_HEIGHT + 40 : HEIGHT,
  })
  const chart = new UPlot(
    {
      ...room(),
      legend: { show: false },
      padding: [12, 12, 0, 0],
      cursor: { drag: { x: false, y: false }, points: { show: false }, x: false, y: false },
      scales: {
        x: { time: false, range: [-0.6, names.length - 0.4], ...(lying && { ori: 1, dir: -1 }) },
        y: { range: (_, __, most) => [0, Math.max(most * 1.05, 1)], ...(lying && { ori: 0, dir: 1 }) },
      },
      axes: [
        {
          ...axis,
          side: lying ? 3 : 2,
          size: lying ? NAMES : 34,
          grid: { show: false },
          space: lying ? 1 : 56,
          incrs: lying ? [1] : [1, 2, 3, 4, 6, 7, 14, 28, 56],
          values: (_, splits) => splits.map(at => (Number.isInteger(at) && names[at] !== undefined ? short(dayName(names[at])) : '')),
        },
        {
          ...axis,
          side: lying ? 2 : 3,
          size: lying ? 28 : 44,
          space: lying ? 70 : 40,
          ...(series[0].kind === 'seconds'
            ? { incrs: [60, 300, 600, 1800, 3600, 7200, 18_000, 36_000, 86_400], values: (_, splits) => splits.map(hours) }
            : { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] }),
        },
      ],
      series: [
        {},
        ...stacked.map(({ name, tone }) => ({
          label: name,
          fill: colourOf(place, tone),
          stroke: colourOf(place, tone),
          width: 0,
          points: { show: false },
          paths: UPlot.paths.bars({ size: [0.7, 46], radius: [0.12, 0] }),
        })),
      ],
      hooks: {
        setCursor: [
          ({ cursor: { idx } }) => {
            readout.textContent =
              idx == null || names[idx] === undefined
                ? ''
                : `${dayName(names[idx])}: ${series.map(({ name, shown }) => `${shown[idx]} ${name.toLowerCase()}`).join(', ')}`
          },
        ],
      },
    },
    [names.map((_, at) => at), ...stacked.map(({ tops }) => tops)],
    place,
  )
  place.append(readout)
  const sizes = new ResizeObserver(() => chart.setSize(room()))
  sizes.observe(place)
  return () => {
    sizes.disconnect()
    chart.destroy()
  }
}

let ends = []
function drawAll() {
  for (const end of ends) end()
  ends = [...document.querySelectorAll('[data-picture]')].map(draw).filter(Boolean)
}
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll)
drawAll()
