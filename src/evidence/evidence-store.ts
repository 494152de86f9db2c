/** Evidence files in GridFS: streamed in, hashed and checked on the way, streamed out as attachments. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { type Connection, mongo } from 'mongoose';
import { InvalidForm, NotFound, TooLarge } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { carriesSecretMark, evidenceType } from './file-type.js';
import { endsKeeper } from './package-type.js';

/** 50 MB, as people say it. */
export const EVIDENCE_LIMIT_BYTES = 50 * 1_048_576;

/** A file as it lies in the store. */
export interface StoredFile {
  file: string;
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
  type: string;
}

interface FileDocument {
  _id: string;
  filename: string;
  length: number;
  uploadDate: Date;
  metadata: { sha256: string; type: string; claimed: boolean };
}

/** A name as it can be shown and sent in a header: no path, no control characters, 120 characters at most. */
function plainName(name: string): string {
  const base = name
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  return [...(base || 'file')].slice(-120).join('');
}

export function createEvidenceStore(connection: Connection) {
  const { db } = connection;
  if (!db) throw new Error('Evidence needs an open connection.');
  const bucket = new mongo.GridFSBucket(db, { bucketName: 'evidence' });
  const files = db.collection<FileDocument>('evidence.files');
  /** Uploads under way: where a process or the database dies in one, its pieces are found by this and dropped. */
  const begun = db.collection<{ _id: string; at: Date }>('evidence.begun');

  async function forget(file: string): Promise<void> {
    // Pieces go also where the file itself was never written. What fails now is done by the next round of forgetting.
    const gone = await Promise.allSettled([
      files.deleteOne({ _id: file }),
      db?.collection('evidence.chunks').deleteMany({ files_id: file as never }),
    ]);
    if (gone.every(({ status }) => status === 'fulfilled')) await begun.deleteOne({ _id: file }).catch(() => {});
  }

  return {
    /**
     * Store a stream. Nothing stays behind when it is refused: over the limit (413), a type that is not evidence or a
     * name that lies (422), or the sender gone.
     */
    async save(stream: Readable, claimedName: string): Promise<StoredFile> {
      const name = plainName(claimedName);
      if (carriesSecretMark(name)) {
        stream.resume();
        throw new InvalidForm([{ code: 'evidence.secret', field: 'file', params: { name } }]);
      }
      const file = newId();
      const hash = createHash('sha256');
      await begun.insertOne({ _id: file, at: new Date() }).catch((error: unknown) => {
        stream.resume();
        throw error;
      });
      const upload = bucket.openUploadStreamWithId(file as never, name, { metadata: { claimed: false } });
      // Errors are looked at below. Without a listener one that comes late (a first write waits for the indexes, and the file
      // has been refused meanwhile) would end the process.
      upload.on('error', () => {});
      const ends = endsKeeper();
      let size = 0;
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          size += chunk.length;
          if (size > EVIDENCE_LIMIT_BYTES) throw new TooLarge(EVIDENCE_LIMIT_BYTES);
          ends.add(chunk);
          hash.update(chunk);
          if (upload.errored) throw upload.errored;
          if (!upload.write(chunk)) await once(upload, 'drain');
        }
        if (size === 0) throw new InvalidForm([{ code: 'evidence.empty', field: 'file', params: { name } }]);
        const found = await evidenceType(ends.kept(), name);
        if ('reason' in found) throw new InvalidForm([found.reason]);
        if (upload.errored) throw upload.errored;
        upload.end();
        await once(upload, 'finish');
        const sha256 = hash.digest('hex');
        await files.updateOne({ _id: file }, { $set: { metadata: { sha256, type: found.type, claimed: false } } });
        // Written whole; nobody has claimed it yet, by which it is forgotten if nobody does.
        await begun.deleteOne({ _id: file });
        return { file, name, size, sha256, type: found.type };
      } catch (error) {
        stream.resume();
        await upload.abort().catch(() => forget(file));
        await forget(file);
        throw error;
      }
    },
    /** A record has taken the file: it stays for good. */
    async claim(ids: readonly string[]): Promise<void> {
      await files.updateMany({ _id: { $in: [...ids] } }, { $set: { 'metadata.claimed': true } });
    },
    forget,
    /** Open a file for reading. Throws NotFound. */
    async open(file: string): Promise<StoredFile & { stream: Readable }> {
      const found = await files.findOne({ _id: file });
      if (!found) throw new NotFound('file');
      const { sha256, type } = found.metadata;
      return {
        file,
        name: found.filename,
        size: found.length,
        sha256,
        type,
        stream: bucket.openDownloadStream(file as never),
      };
    },
    /** Drop files whose upload broke off or was never followed by a save, once they are a day old (host time). Returns how many. */
    async forgetUnclaimed(): Promise<number> {
      const old = new Date(Date.now() - 86_400_000);
      const left = await files.find({ 'metadata.claimed': false, uploadDate: { $lt: old } }).toArray();
      const broken = await begun.find({ at: { $lt: old } }).toArray();
      for (const { _id } of [...left, ...broken]) await forget(_id);
      return left.length + broken.length;
    },
  };
}

export type EvidenceStore = ReturnType<typeof createEvidenceStore>;
