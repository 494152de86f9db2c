/** File names in the header: any text people may have typed comes out as a name that can be saved, and as itself where it can. */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import express, { type Response } from 'express';
import fc from 'fast-check';
import { attachment, fileName } from '../../src/http/attachment.js';
import { rounds } from '../support/hunt.js';

describe('the name of a file that is sent', () => {
  const app = express();

  /** What a reader of RFC 6266 makes of the header: the extended name, else the quoted one. */
  function saved(given: string): string {
    const plain = new ServerResponse(new IncomingMessage(new Socket()));
    const res = Object.setPrototypeOf(plain, app.response) as Response;
    attachment(res, given);
    const header = String(res.getHeader('content-disposition'));
    // token / quoted-string; ext-value of attr-chars and %XX (RFC 8187).
    const shape =
      /^attachment; filename=(?:"((?:[^"\\]|\\.)*)"|([\w!#$%&'*+.^`|~-]+))(?:; filename\*=UTF-8''((?:[\w!#$&+.^`|~-]|%[0-9A-F]{2})*))?$/;
    const [, quoted, token, extended] = shape.exec(header) ?? [];
    if (quoted === undefined && token === undefined) throw new Error(`No header of RFC 6266: ${header}`);
    return extended === undefined ? (token ?? quoted?.replace(/\\(.)/g, '$1') ?? '') : decodeURIComponent(extended);
  }

  it('is the name that was typed, where every system takes it', () => {
    for (const typed of [
      '清单.pdf',
      "it's (1) 100%.pdf",
      'Ünïcödé;=,.csv',
      '👩‍👩‍👧 全家.docx',
      'a.pdf',
      '阿依古丽·买买提.xlsx',
    ]) {
      expect(saved(typed)).toBe(typed);
    }
  });

  it('leads out of no folder, names no device and hides no ending', () => {
    expect(fileName('../../etc/passwd')).toBe('_.._etc_passwd');
    expect(fileName('a\r\nSet-Cookie: x.pdf')).toBe('a Set-Cookie_ x.pdf');
    expect(fileName('C:\\下载\\表"一".xlsx')).toBe('C_下载_表_一_.xlsx');
    expect(fileName('nul.txt')).toBe('_nul.txt');
    expect(fileName('cod\u202Efdp.exe')).toBe('codfdp.exe');
    expect(fileName('')).toBe('file');
    expect(fileName(`${'长'.repeat(300)}.pdf`)).toBe(`${'长'.repeat(56)}.pdf`);
  });

  it('is read back as it was written, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 90 }), (typed) => {
        expect(saved(typed)).toBe(fileName(typed));
      }),
      { numRuns: rounds(500) },
    );
  });
});
