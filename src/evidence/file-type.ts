/** Which files count as evidence, told from their content; the name alone proves nothing. */
import { fileTypeFromBuffer } from 'file-type';
import type { Reason } from '../../workflows/step.js';
import { type FileEnds, packageType } from './package-type.js';

/** What a kind of file may be called, by the media type its content has. */
const ALLOWED: Record<string, readonly string[]> = {
  'application/pdf': ['pdf'],
  'application/ofd': ['ofd'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx', 'wps'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx', 'et'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx', 'dps'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
  'application/msword': ['doc', 'wps'],
  'application/vnd.ms-excel': ['xls', 'et'],
  'application/vnd.ms-powerpoint': ['ppt', 'dps'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
};

/** Older Word, Excel and WPS share one container format. */
const OLD = ['application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint'];

/** Extensions an upload field offers. */
export const EVIDENCE_EXTENSIONS = [...new Set(Object.values(ALLOWED).flat())];

export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/**
 * The media type of a file from its first bytes and its last, or the reason why it is refused: unknown content, a type that is
 * not evidence, or a name that claims another type than the content has.
 */
export async function evidenceType(ends: FileEnds, name: string): Promise<{ type: string } | { reason: Reason }> {
  const extension = extensionOf(name);
  const type = await contentType(ends, extension);
  const names = type === null ? undefined : ALLOWED[type];
  if (!type || !names) {
    const params = { name, kinds: EVIDENCE_EXTENSIONS.join(' ') };
    return { reason: { code: 'evidence.typeRefused', field: 'file', params } };
  }
  if (!names.includes(extension)) {
    return { reason: { code: 'evidence.nameLies', field: 'file', params: { name, found: names[0] ?? '' } } };
  }
  return { type };
}

async function contentType(ends: FileEnds, extension: string): Promise<string | null> {
  if (ends.head.subarray(0, 2).toString('latin1') === 'PK') return packageType(ends);
  const found = await fileTypeFromBuffer(ends.head);
  if (found?.mime === 'application/x-cfb') {
    return OLD.find((type) => ALLOWED[type]?.includes(extension)) ?? found.mime;
  }
  return found?.mime ?? null;
}

/** The system is not for state secrets: a name that carries a classification mark is stopped (CONVENTIONS 1.3, 27). */
export function carriesSecretMark(text: string): boolean {
  return /(绝密|机密|秘密)\s*[★☆*]/u.test(text);
}
