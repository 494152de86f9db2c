/** What a zip is, by the list of its parts at its end: what comes first in it may be anything. */
import { PassThrough, Readable } from 'node:stream';
import yauzl from 'yauzl';

/** More than a document has; the rest is not looked at. */
const ENTRIES_MOST = 5_000;
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.';
const OFFICE = 'application/vnd.openxmlformats-officedocument.';

/** The parts by which a kind is known. OFD (GB/T 33190) has its root document beside the folders of its pages. */
const BY_PART: [RegExp, string][] = [
  [/^ofd\.xml$/i, 'application/ofd'],
  [/^word\/document\d*\.xml$/i, `${OFFICE}wordprocessingml.document`],
  [/^xl\/workbook\d*\.xml$/i, `${OFFICE}spreadsheetml.sheet`],
  [/^ppt\/presentation\d*\.xml$/i, `${OFFICE}presentationml.presentation`],
];

/** The bytes of a file that are at hand: from its beginning, and from its end. */
export interface FileEnds {
  head: Buffer;
  tail: Buffer;
  /** Bytes of the whole. */
  size: number;
}

/** Bytes from the beginning that tell most types, and from the end, where a package lists its parts. */
const HEAD_BYTES = 65_536;
const TAIL_BYTES = 1_048_576;

/** Keeps both ends of what passes. */
export function endsKeeper() {
  const head: Buffer[] = [];
  const tail: Buffer[] = [];
  let headBytes = 0;
  let tailBytes = 0;
  let size = 0;
  return {
    add(chunk: Buffer): void {
      size += chunk.length;
      if (headBytes < HEAD_BYTES) {
        head.push(chunk);
        headBytes += chunk.length;
      }
      tail.push(chunk);
      tailBytes += chunk.length;
      for (let first = tail[0]; first && tailBytes - first.length >= TAIL_BYTES; first = tail[0]) {
        tailBytes -= first.length;
        tail.shift();
      }
    },
    kept: (): FileEnds => ({ head: Buffer.concat(head), tail: Buffer.concat(tail), size }),
  };
}

/** Reads where there is something to read. */
class Ends extends yauzl.RandomAccessReader {
  constructor(private readonly ends: FileEnds) {
    super();
  }
  override _readStreamForRange(start: number, end: number): Readable {
    const { head, tail, size } = this.ends;
    if (end <= head.length) return Readable.from([head.subarray(start, end)]);
    const from = size - tail.length;
    if (start >= from) return Readable.from([tail.subarray(start - from, end - from)]);
    const nothing = new PassThrough();
    nothing.destroy(new Error('not at hand'));
    return nothing;
  }
}

/** The media type of a zip, `application/zip` for one of no kind that is known here. */
export async function packageType(ends: FileEnds): Promise<string> {
  const unknown = 'application/zip';
  try {
    const zip = await yauzl.fromRandomAccessReaderPromise(new Ends(ends), ends.size, {
      lazyEntries: true,
      strictFileNames: false,
    });
    let found: string | null = null;
    let count = 0;
    for await (const entry of zip.eachEntry()) {
      count += 1;
      if (count > ENTRIES_MOST || found) break;
      const name = entry.fileName.replaceAll('\\', '/').replace(/^\/+/, '');
      found = BY_PART.find(([part]) => part.test(name))?.[1] ?? null;
      if (name === 'mimetype' && entry.uncompressedSize < 200) {
        let type = '';
        for await (const chunk of await zip.openReadStreamPromise(entry)) type += String(chunk);
        if (type.startsWith(OPEN_DOCUMENT)) found = type.trim();
      }
    }
    zip.close();
    return found ?? unknown;
  } catch {
    return unknown;
  }
}
