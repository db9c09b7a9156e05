// `deskbell clean FILE`: what is rewritten, and that everything else stays byte for byte.
import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { deskbell, startDeskbell } from './run-deskbell.js'

let root: string
let cwd: string
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'deskbell-clean-'))
})
beforeEach(async () => {
  cwd = await mkdtemp(join(root, 'case-'))
})
after(() => rm(root, { recursive: true, force: true }))

const file = (name: string, text: string | Buffer) => writeFile(join(cwd, name), text)
const read = (name: string) => readFile(join(cwd, name))
const clean = (...args: string[]) => deskbell(['clean', ...args], { cwd })

test('a spreadsheet’s CSV: mark, delimiter, quotes, line ends and other bytes stay', async () => {
  const odd = Buffer.from('caf\xe9 \x80', 'latin1')
  const head = Buffer.from('\ufeffid;"Téléphone";land;note\r\n')
  const source = Buffer.concat([
    head,
    Buffer.from('1;"0413-741 741";NL;"a;b ""q"""\r\n2;+31 (0) 6 134678;;x\r\n\r\n3;;;\r\n4;'),
    Buffer.from('(0)6- 123 45 678;nl;'),
    odd,
    Buffer.from(
      '\r\n5;030 23125 000;DE;"two\r\nlines"\r\n6;x;y\r\n7;06 12345678 / 06 87654321;;\r\n8;0044 20 7946 0123;XX;',
    ),
  ])
  await file('c.csv', source)
  const { code, stdout } = await clean(
    'c.csv',
    '--column',
    'téléphone',
    '--country',
    'NL',
    '--country-column',
    'land',
  )
  assert.equal(code, 0)
  const wanted = source
    .toString('latin1')
    .replace('0413-741 741', '+31413741741')
    .replace('(0)6- 123 45 678', '+31612345678')
    .replace('030 23125 000', '+493023125000')
    .replace('0044 20 7946 0123', '+442079460123')
  // Row 8 names no country that exists: 0044 cannot be read without one.
  const unread = wanted.replace('+442079460123', '0044 20 7946 0123')
  assert.equal((await read('c.clean.csv')).toString('latin1'), unread)
  assert.deepEqual(await read('c.csv'), source)
  const report = (await read('c.clean-report.csv')).toString().trim().split('\n')
  assert.deepEqual(report, [
    'row,column,result,reason,before,after',
    '2,téléphone,changed,,0413-741 741,+31413741741',
    '3,téléphone,unreadable,too_short,+31 (0) 6 134678,',
    '6,téléphone,changed,,(0)6- 123 45 678,+31612345678',
    '7,téléphone,changed,,030 23125 000,+493023125000',
    '9,téléphone,unreadable,field_count,,',
    '10,téléphone,unreadable,digits_beside,06 12345678 / 06 87654321,',
    '11,téléphone,unreadable,country_missing,0044 20 7946 0123,',
  ])
  assert.equal((await stat(join(cwd, 'c.clean-report.csv'))).mode & 0o777, 0o600)
  assert.match(stdout.toString(), /téléphone +3 +0 +1 +4/)
})

test('several columns, by name and by place; Windows-1252 dashes; digits for integer columns', async () => {
  await file(
    'a.tsv',
    Buffer.from('naam\twerk\tmobiel\nJan\t0413\x96741741\t06\xa012345678\n', 'latin1'),
  )
  const named = await clean(
    'a.tsv',
    '--column',
    'werk,mobiel',
    '--country',
    'NL',
    '--output',
    'out.tsv',
  )
  assert.equal(named.code, 0, named.stderr)
  assert.equal(`${await read('out.tsv')}`, 'naam\twerk\tmobiel\nJan\t+31413741741\t+31612345678\n')
  await file('b.csv', 'Jan,0413-741741\nPiet,612345678\n')
  const placed = await clean(
    'b.csv',
    '--column',
    '2',
    '--no-header',
    '--country',
    'NL',
    '--as-integer',
  )
  assert.equal(placed.code, 0, placed.stderr)
  assert.equal(`${await read('b.clean.csv')}`, 'Jan,31413741741\nPiet,31612345678\n')
})

test('words and extensions are only dropped when that is wished, a second number never', async () => {
  await file('w.csv', 'phone\n06-12345678 (Jan)\n0413-741741 ext. 12\n06 12345678 / 06 87654321\n')
  const kept = await clean('w.csv', '--column', 'phone', '--country', 'NL', '--output', '-')
  assert.equal(`${kept.stdout}`, `${await read('w.csv')}`)
  const dropped = await clean(
    'w.csv',
    '--column',
    'phone',
    '--country',
    'NL',
    '--drop-text',
    '--output',
    '-',
  )
  assert.equal(
    `${dropped.stdout}`,
    'phone\n+31612345678\n+31413741741\n06 12345678 / 06 87654321\n',
  )
})

test('newline JSON keeps its numbers, blanks, order and doubled keys', async () => {
  const source =
    '{"big":12345678901234567890,"phone":"0413-741 741","x":1.0}\r\n' +
    '{ "a":{"phone":"06 1"} , "ph\\u006fne" : "(0)6- 123 45 678" ,"é":"é"}\n' +
    '\n{"phone":"06 12345670","phone":"06 12345679"}\nbroken\n{"phone":["x"]}\n{"phone":null}\n' +
    '{"phone":"\\u0660\\u0666 12345678","q":"a\\\\"}\n{"phone":612345678}'
  await file('n.ndjson', source)
  const { code, stderr } = await clean('n.ndjson', '--column', 'phone', '--country', 'NL')
  assert.equal(code, 0, stderr)
  const wanted = source
    .replace('0413-741 741', '+31413741741')
    .replace('(0)6- 123 45 678', '+31612345678')
    .replace('06 12345679', '+31612345679')
    .replace('\\u0660\\u0666 12345678', '+31612345678')
    .replace('612345678}', '"+31612345678"}')
  assert.equal(`${await read('n.clean.ndjson')}`, wanted)
  const integers = await deskbell(
    ['clean', '-', '--column', 'phone', '--country', 'NL', '--as-integer'],
    {
      cwd,
      stdin: Buffer.from('{"phone":"0413-741 741"}\n{"phone":31413741741}\n'),
    },
  )
  assert.equal(`${integers.stdout}`, '{"phone":31413741741}\n{"phone":31413741741}\n')
  assert.match(integers.stderr, /2 rows/)
})

test('UTF-16, as spreadsheets write it, stays UTF-16', async () => {
  for (const [name, mark, swap] of [
    ['le', '\xff\xfe', false],
    ['be', '\xfe\xff', true],
  ] as const) {
    const bytes = (text: string) => {
      const units = Buffer.from(text, 'utf16le')
      return Buffer.concat([Buffer.from(mark, 'latin1'), swap ? units.swap16() : units])
    }
    const rows = 'naam\ttel\r\nŻaneta 😀\t0413-741 741\r\n'.concat('Ω\t\r\n'.repeat(40_000))
    await file(`${name}.txt`, bytes(rows))
    const { code, stderr } = await clean(`${name}.txt`, '--column', 'tel', '--country', 'NL')
    assert.equal(code, 0, stderr)
    assert.deepEqual(
      await read(`${name}.clean.txt`),
      bytes(rows.replace('0413-741 741', '+31413741741')),
    )
  }
})

test('what is no such file is refused, and nothing is left behind', async () => {
  const refused = async (
    name: string,
    bytes: Buffer | string,
    words: RegExp,
    ...more: string[]
  ) => {
    await file(name, bytes)
    const { code, stderr } = await clean(name, '--column', 'phone', ...more)
    assert.notEqual(code, 0, name)
    assert.match(stderr, words)
    assert.doesNotMatch(stderr, /\n.*\n/, 'one line')
    const left = (await readdir(cwd)).filter(each => !each.endsWith('clean-report.csv'))
    assert.deepEqual(left, [name])
    await rm(join(cwd, name))
  }
  await refused('a.gz', Buffer.from([0x1f, 0x8b, 8, 0]), /compressed/)
  await refused('a.xlsx', 'PK\x03\x04….', /spreadsheet/)
  await refused('a.bin', Buffer.from('phone\n\0\0\0'), /no text/)
  await refused('a.json', '[{"phone":"1"}]', /one object a line/)
  await refused('a.txt', Buffer.from('\xff\xfep\0\x00\xd8x\0', 'latin1'), /UTF-16/)
  await refused('q.csv', 'phone,x\n"0413-741 741,y\n1,2\n', /quote that opens in line 2/)
  await refused('h.csv', 'naam,telefoon\na,b\n', /no column 'phone'.*'naam', 'telefoon'/)
  await refused('h.csv', 'phone\n1\n', /ISO 3166/, '--country', 'Holland')
  await refused('h.csv', 'phone\n1\n', /Unknown option/, '--colour', 'red')
  const missing = await clean('nowhere.csv', '--column', 'phone')
  assert.equal(missing.code, 1)
  assert.match(missing.stderr, /no such file/)
})

test('the input is never destroyed: not by the output, not in place, not through a link', async () => {
  await file('c.csv', 'phone\n0413-741 741\n')
  await chmod(join(cwd, 'c.csv'), 0o640)
  await file('c.clean.csv', 'precious')
  const { code, stderr } = await clean('c.csv', '--column', 'phone', '--country', 'NL')
  assert.equal(code, 1)
  assert.match(stderr, /there already/)
  assert.equal(`${await read('c.clean.csv')}`, 'precious')
  const same = await clean('c.csv', '--column', 'phone', '--output', 'c.csv')
  assert.equal(same.code, 1)

  await symlink('c.csv', join(cwd, 'link.csv'))
  const inPlace = await clean('link.csv', '--column', 'phone', '--country', 'NL', '--in-place')
  assert.equal(inPlace.code, 0, inPlace.stderr)
  assert.equal(`${await read('c.csv')}`, 'phone\n+31413741741\n')
  assert.equal((await stat(join(cwd, 'c.csv'))).mode & 0o777, 0o640)
  assert.deepEqual(
    (await readdir(cwd)).filter(name => name.startsWith('.')),
    [],
  )
})

test('a dry run changes nothing and shows what would change', async () => {
  await file('c.csv', 'phone\n0413-741 741\n+31 (0) 6 134678\n')
  const { code, stdout } = await clean('c.csv', '--column', 'phone', '--country', 'NL', '--dry-run')
  assert.equal(code, 0)
  assert.match(`${stdout}`, /0413-741 741 → \+31413741741/)
  assert.match(`${stdout}`, /too short/)
  assert.deepEqual(await readdir(cwd), ['c.csv'])
})

test('what a spreadsheet would run is harmless in the report, and so are a terminal’s commands', async () => {
  await file('c.csv', 'phone\n=HYPERLINK("x")\n@x\n-1+1|y\n\x1b[2Jboo\n')
  const { stdout } = await clean('c.csv', '--column', 'phone', '--country', 'NL')
  const report = `${await read('c.clean-report.csv')}`
  assert.match(report, /,"'=HYPERLINK\(""x""\)",/)
  assert.match(report, /,'@x,/)
  assert.match(report, /,'-1\+1\|y,/)
  assert.ok(!`${stdout}`.includes('\x1b'))
})

test('stopped half way, it leaves the input as it was and no half file', async () => {
  const rows = Array.from({ length: 400_000 }, (_, i) => `${i},0413-741 ${100 + (i % 900)}\n`)
  const source = `id,phone\n${rows.join('')}`
  await file('c.csv', source)
  const { child, finished } = startDeskbell(
    ['clean', 'c.csv', '--column', 'phone', '--country', 'NL', '--in-place'],
    { cwd },
  )
  while (!(await readdir(cwd)).some(name => name.endsWith('.new'))) {
    assert.equal(child.exitCode, null)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  child.kill('SIGINT')
  const { code, stderr } = await finished
  assert.equal(code, 1)
  assert.match(stderr, /Stopped/)
  assert.equal(`${await read('c.csv')}`, source)
  assert.deepEqual((await readdir(cwd)).sort(), ['c.clean-report.csv', 'c.csv'])
})
