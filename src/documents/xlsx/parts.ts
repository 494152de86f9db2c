/** The parts of an Office package, unpacked as they are read and counted meanwhile: what a zip says of its sizes is not believed. */
import sax from 'sax';
import yauzl from 'yauzl';
import { UnreadableDocument } from '../unreadable-document.js';

const MEBIBYTE = 1024 * 1024;
const ENTRIES_MOST = 5_000;
/** Elements inside one another; a sheet has seven. */
const DEPTH_MOST = 200;
/** The beginning of an OLE container: an encrypted Office file, or one of the old formats. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

// Longest attribute or name, in characters: a list of ranges may be long, an endless one is damage.
(sax as { MAX_BUFFER_LENGTH?: number }).MAX_BUFFER_LENGTH = MEBIBYTE;

export interface Package {
  has(name: string): boolean;
  /** Unpacks a part and hands its XML on, element by element; what `stop` says is left unread. Throws UnreadableDocument. */
  read(name: string, reader: XmlReader): Promise<void>;
  /** A part piece by piece, counted. */
  bytes(name: string): AsyncGenerator<Buffer>;
  /** Names of all parts that are XML. */
  xml(): string[];
  close(): void;
}

export type Attributes = Readonly<Record<string, string | undefined>>;

export interface XmlReader {
  /** `name` without its prefix; attributes with theirs. */
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
  /** Asked after each piece: true once enough is known. */
  enough?(): boolean;
}

const bomb = (most: number) => new UnreadableDocument('bomb', { most: Math.round(most / MEBIBYTE) });
const local = (name: string) => name.slice(name.indexOf(':') + 1);
/** An attribute that carries some prefix, `r:id`. */
export function prefixed(attributes: Attributes, name: string): string | undefined {
  const key = Object.keys(attributes).find((one) => one !== name && local(one) === name);
  return attributes[key ?? name];
}

/** Names of parts are compared as Office does, without capitals. */
const keyOf = (name: string) => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();

/** What a package may unpack to, pictures and all; a 10,000-row ledger has about 30 MiB. */
export const UNPACKED_MOST = 256 * MEBIBYTE;

const isXml = (name: string) => /\.(?:xml|rels)$/i.test(name);

/**
 * Open a package whose main part is `main`. `most` is what its XML may unpack to, in bytes; `tell` hears how much of it has
 * been unpacked, from 0 to 1, as far as the package is to be believed. Throws
 * {@link UnreadableDocument}: encrypted, damaged, unpacking to too much, or another kind of file than its name says.
 */
export async function openPackage(
  bytes: Buffer,
  main: string,
  { most = UNPACKED_MOST, tell = () => {} }: { most?: number; tell?: (share: number) => void } = {},
): Promise<Package> {
  if (OLE.every((byte, i) => bytes[i] === byte)) throw new UnreadableDocument('encrypted');
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') throw new UnreadableDocument('wrongKind');
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: false }).catch(() => {
    throw new UnreadableDocument('truncated');
  });
  const entries = new Map<string, Parameters<typeof zip.openReadStreamPromise>[0]>();
  let unpacked = 0;
  let xml = 0;
  try {
    let count = 0;
    let declared = 0;
    for await (const entry of zip.eachEntry()) {
      count += 1;
      declared += entry.uncompressedSize;
      if (isXml(entry.fileName)) xml += entry.uncompressedSize;
      if (entry.isEncrypted()) throw new UnreadableDocument('encrypted');
      // A package that owns to too much is refused before anything of it is unpacked.
      if (count > ENTRIES_MOST || declared > UNPACKED_MOST) throw bomb(UNPACKED_MOST);
      if (xml > most) throw bomb(most);
      if (!entries.has(keyOf(entry.fileName))) entries.set(keyOf(entry.fileName), entry);
    }
    if (!entries.has(keyOf(main))) throw new UnreadableDocument('wrongKind');
  } catch (error) {
    zip.close();
    throw error instanceof UnreadableDocument ? error : new UnreadableDocument('truncated');
  }

  async function* pieces(name: string): AsyncGenerator<Buffer> {
    const entry = entries.get(keyOf(name));
    if (!entry) throw new UnreadableDocument('truncated');
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      unpacked += (chunk as Buffer).length;
      if (unpacked > most) throw bomb(most);
      tell(Math.min(1, unpacked / xml));
      yield chunk as Buffer;
    }
  }

  async function read(name: string, reader: XmlReader): Promise<void> {
    const parser = sax.parser(true, { position: false, strictEntities: true } as sax.SAXOptions);
    let depth = 0;
    parser.onerror = (error) => {
      throw error;
    };
    parser.onopentag = ({ name: tag, attributes }) => {
      depth += 1;
      if (depth > DEPTH_MOST) throw new UnreadableDocument('truncated');
      reader.open?.(local(tag), attributes as unknown as Attributes);
    };
    parser.onclosetag = (tag) => {
      depth -= 1;
      reader.close?.(local(tag));
    };
    if (reader.text) {
      const { text } = reader;
      parser.ontext = text;
      parser.oncdata = text;
    }
    let decoder: InstanceType<typeof TextDecoder> | null = null;
    for await (const chunk of pieces(name)) {
      decoder ??= new TextDecoder(encodingOf(chunk));
      parser.write(decoder.decode(chunk, { stream: true }));
      if (reader.enough?.()) return;
    }
    parser.write(decoder?.decode() ?? '').close();
  }

  const guarded = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw error instanceof UnreadableDocument ? error : new UnreadableDocument('truncated');
    });
  return {
    has: (name) => entries.has(keyOf(name)),
    read: (name, reader) => guarded(read(name, reader)),
    bytes: pieces,
    xml: () => [...entries.keys()].filter(isXml),
    close: () => zip.close(),
  };
}

function encodingOf([a, b]: Buffer): string {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
}
