/**
 * What a .docx or .xlsx may be before anything opens it: a whole, unencrypted zip with the parts of its kind, which
 * unpacks to no more than it should. Every entry is really unpacked and counted, since a bomb lies about its sizes.
 */
import yauzl from 'yauzl';
import { UnreadableDocument } from './unreadable-document.js';

/** Unpacked bytes of all entries together; a 10,000-row ledger has about 30 MB. */
export const UNPACKED_MOST = 256 * 1024 * 1024;
const ENTRIES_MOST = 5_000;
/** The beginning of an OLE container: an encrypted Office file, or one of the old formats. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/** Throws {@link UnreadableDocument}: encrypted, truncated, a bomb, or another kind of file than its name says. */
export async function guardZip(
  bytes: Buffer,
  part: 'word/document.xml' | 'xl/workbook.xml',
  most = UNPACKED_MOST,
): Promise<void> {
  if (OLE.every((byte, i) => bytes[i] === byte)) throw new UnreadableDocument('encrypted');
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') throw new UnreadableDocument('wrongKind');
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true }).catch(() => {
    throw new UnreadableDocument('truncated');
  });
  let entries = 0;
  let unpacked = 0;
  let found = false;
  try {
    for await (const entry of zip.eachEntry()) {
      entries += 1;
      if (entry.isEncrypted()) throw new UnreadableDocument('encrypted');
      if (entries > ENTRIES_MOST) throw new UnreadableDocument('bomb');
      found ||= entry.fileName === part;
      if (unpacked + entry.uncompressedSize > most) throw new UnreadableDocument('bomb');
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        unpacked += (chunk as Buffer).length;
        if (unpacked > most) throw new UnreadableDocument('bomb');
      }
    }
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument('truncated');
  } finally {
    zip.close();
  }
  if (!found) throw new UnreadableDocument('wrongKind');
}
