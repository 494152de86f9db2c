/** The longest time in which nobody was answered while a file that is made to hold the product up was uploaded and read. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateRawSync } from 'node:zlib';
import { endReaders } from '../../src/documents/apart.js';
import { ask, type Row, row } from './measure.js';
import { openStage, signIn } from './stage.js';

/** ms. */
const SILENCE_MOST = 200;
const MEBIBYTE = 1024 * 1024;

/** The smallest zip of names and contents. */
function zip(entries: [string, string][]): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of entries) {
    const raw = Buffer.from(text);
    const packed = deflateRawSync(raw);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc32(raw), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(raw.length, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(offset, 42);
    parts.push(head, Buffer.from(name), packed);
    list.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

const workbook = (sheet: string) =>
  zip([
    ['xl/workbook.xml', '<workbook><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'],
    ['xl/worksheets/sheet1.xml', `<worksheet><sheetData>${sheet}</sheetData></worksheet>`],
  ]);
const cells = (n: number, texts: string[]) =>
  `<row r="${n}">${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
const rows = (count: number) =>
  workbook(
    cells(1, ['任务', '牵头部门', '时限']) +
      Array.from({ length: count }, (_, i) => cells(i + 2, [`整治事项${i}`, '财政局', '2026-06-30'])).join(''),
  );

/** Files by their name; each is given as a ledger. */
const FILES: [string, () => Buffer][] = [
  ['rows never closed', () => workbook(`${'<row '.repeat(200_000)}</row>`)],
  ['64 MiB of blanks', () => workbook(' '.repeat(64 * MEBIBYTE))],
  ['280 MiB of blanks', () => workbook(' '.repeat(280 * MEBIBYTE))],
  ['20,000 rows', () => rows(20_000)],
  ['50,000 rows', () => rows(50_000)],
];

/** A form with a file in it and nothing else. */
function form(name: string, bytes: Buffer): { type: string; body: Buffer } {
  const line = `upload${bytes.length}`;
  const head = `--${line}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${line}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${line}`, body };
}

/** Sends a form; its status. */
function send(port: number, path: string, headers: http.OutgoingHttpHeaders, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Asks again and again whether the product is up, until told to stop; answers with the longest wait in ms. */
function watch(port: number): () => Promise<number> {
  const agent = new http.Agent({ keepAlive: true });
  let over = false;
  const asking = (async () => {
    let longest = 0;
    while (!over) {
      const asked = performance.now();
      await ask(agent, port, { path: '/healthz' });
      longest = Math.max(longest, performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    agent.destroy();
    return longest;
  })();
  return () => {
    over = true;
    return asking;
  };
}

/** On a database of its own on `server`, which is dropped afterwards. Baseline: the longest wait while nothing is uploaded. */
export async function uploadStall(server: string, say: (text: string) => void): Promise<Row[]> {
  const stage = await openStage(server, 'stall');
  const open = stage.wiring.app().listen(0, '127.0.0.1');
  try {
    await new Promise((resolve) => open.once('listening', resolve));
    const { port } = open.address() as AddressInfo;
    const { cookie, csrf } = await signIn(port);
    const quiet = watch(port);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const baseline = await quiet();
    let worst = { name: '', silence: 0 };
    let failed = '';
    for (const [name, make] of FILES) {
      const { type, body } = form('a.xlsx', make());
      const stop = watch(port);
      const status = await send(port, '/ledger/imports', { cookie, 'content-type': type, 'x-csrf-token': csrf }, body);
      const silence = await stop();
      await stage.wiring.ledgerImports.drain();
      say(`${name}: ${Math.round(silence)} ms of silence, answered ${status}`);
      if (silence > worst.silence) worst = { name, silence };
      if (status !== 303 && status !== 422) failed = `; ${name} was answered ${status}`;
    }
    return [
      row(
        'upload-stall',
        { ours: worst.silence, baseline, ratio: worst.silence / baseline },
        {
          unit: 'ms',
          target: `< ${SILENCE_MOST} ms without an answer`,
          met: worst.silence < SILENCE_MOST && failed === '',
          note: `longest of ${FILES.length} hostile files: ${worst.name}; baseline: nothing uploaded${failed}`,
        },
      ),
    ];
  } finally {
    await new Promise((resolve) => {
      open.close(resolve);
      open.closeAllConnections();
    });
    await endReaders();
    await stage.drop();
  }
}
