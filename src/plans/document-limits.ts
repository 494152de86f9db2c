/** What is taken as a document: kinds of files, and characters of text; the longest published plans have some 60,000. */
export const DOCUMENT_KINDS = ['.txt', '.docx', '.xlsx', '.csv'] as const;
export const TEXT_MOST = 400_000;
