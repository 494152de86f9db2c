/** A package is what the list of its parts says, whatever comes first in it. */

import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { zip } from '../../scripts/bench/packages.js';
import { EVIDENCE_EXTENSIONS, evidenceType } from '../../src/evidence/file-type.js';
import { endsKeeper } from '../../src/evidence/package-type.js';

const IMAGE = randomBytes(3 * 1024 * 1024);

async function typeOf(name: string, bytes: Buffer) {
  const ends = endsKeeper();
  for (let at = 0; at < bytes.length; at += 60_000) ends.add(bytes.subarray(at, at + 60_000));
  return evidenceType(ends.kept(), name);
}

describe('a package', () => {
  it.each([
    ['a.ofd', 'OFD.xml', 'application/ofd'],
    ['a.docx', 'word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['a.wps', 'word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['a.xlsx', 'xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['a.pptx', 'ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ])('%s is known with a large picture before and after its own parts', async (name, part, type) => {
    expect(
      await typeOf(
        name,
        zip([
          ['media/1.jpg', IMAGE],
          [part, '<a/>'],
          ['media/2.jpg', IMAGE],
        ]),
      ),
    ).toEqual({ type });
  });

  it('of open documents is known by what it says of itself', async () => {
    const type = 'application/vnd.oasis.opendocument.text';
    expect(
      await typeOf(
        'a.odt',
        zip([
          ['Pictures/1.jpg', IMAGE],
          ['mimetype', type],
        ]),
      ),
    ).toEqual({ type });
  });

  it('of no kind, cut short, or called what it is not is refused, and what is taken is named', async () => {
    const ofd = zip([
      ['1.jpg', IMAGE],
      ['OFD.xml', '<a/>'],
    ]);
    const kinds = EVIDENCE_EXTENSIONS.join(' ');
    for (const bytes of [zip([['word.txt', 'OFD.xml word/document.xml xl/']]), ofd.subarray(0, ofd.length - 30)]) {
      expect(await typeOf('a.ofd', bytes)).toMatchObject({
        reason: { code: 'evidence.typeRefused', params: { kinds } },
      });
    }
    expect(await typeOf('a.docx', ofd)).toMatchObject({
      reason: { code: 'evidence.nameLies', params: { found: 'ofd' } },
    });
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
    expect(await typeOf('a.heic', heic)).toMatchObject({ reason: { params: { name: 'a.heic', kinds } } });
    expect(kinds).toContain('jpg');
  });
});
