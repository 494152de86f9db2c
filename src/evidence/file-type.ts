/** Which files count as evidence, told from their content; the name alone proves nothing. */
import { fileTypeFromBuffer } from 'file-type';
import type { Reason } from '../../workflows/step.js';

/** What a kind of file may be called, by the media type its content has. */
const ALLOWED: Record<string, readonly string[]> = {
  'application/pdf': ['pdf'],
  'application/ofd': ['ofd'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/msword': ['doc', 'wps'],
  'application/vnd.ms-excel': ['xls', 'et'],
  'application/vnd.ms-powerpoint': ['ppt', 'dps'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
};

/** Extensions an upload field offers. */
export const EVIDENCE_EXTENSIONS = Object.values(ALLOWED).flat();

/** How many bytes from the beginning are enough to tell the type; zip-based office files name their parts early. */
export const HEAD_BYTES = 65_536;

export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/**
 * The media type of a file from its first bytes, or the reason why it is refused: unknown content, a type that is not
 * evidence, or a name that claims another type than the content has.
 */
export async function evidenceType(head: Uint8Array, name: string): Promise<{ type: string } | { reason: Reason }> {
  const extension = extensionOf(name);
  const type = await contentType(head, extension);
  const names = type === null ? undefined : ALLOWED[type];
  if (!type || !names) return { reason: { code: 'evidence.typeRefused', field: 'file', params: { name } } };
  if (!names.includes(extension)) {
    return { reason: { code: 'evidence.nameLies', field: 'file', params: { name, found: names[0] ?? '' } } };
  }
  return { type };
}

async function contentType(head: Uint8Array, extension: string): Promise<string | null> {
  const found = await fileTypeFromBuffer(head);
  if (!found) return null;
  // OFD (GB/T 33190) is a zip whose root document is OFD.xml; older Word, Excel and WPS share one container format.
  if (found.mime === 'application/zip' || found.ext === 'zip') {
    const names = Buffer.from(head).toString('latin1');
    if (names.includes('OFD.xml')) return 'application/ofd';
    if (names.includes('word/')) return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    if (names.includes('xl/')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    if (names.includes('ppt/')) return 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
    return 'application/zip';
  }
  if (found.mime === 'application/x-cfb') {
    return Object.keys(ALLOWED).find((type) => type.includes('ms') && ALLOWED[type]?.includes(extension)) ?? found.mime;
  }
  return found.mime;
}

/** The system is not for state secrets: a name that carries a classification mark is stopped (CONVENTIONS 1.3, 27). */
export function carriesSecretMark(text: string): boolean {
  return /(绝密|机密|秘密)\s*[★☆*]/u.test(text);
}
