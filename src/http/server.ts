/** The server under the app: what node cannot even read as a request gets words as well, and ends nothing but its connection. */
import { createServer, type RequestListener, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { LOCALES, translator } from '../platform/i18n.js';

/** Which refusal an error of node's own reader is. */
function statusOf(code: string | undefined): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 413;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}

/** In both languages, since nothing was read that could tell whose it is. */
function refusal(status: number): string {
  const words = LOCALES.map((locale) => {
    const t = translator(locale);
    return `${t(`common:unreadable.${status}`)}\n`;
  }).join('');
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(words)}`,
    'X-Content-Type-Options: nosniff',
    'Connection: close',
    '',
    words,
  ].join('\r\n');
}

/** Say it and close; a connection that is gone, or in the middle of an answer, is only closed. */
function refuse(socket: Duplex & { _httpMessage?: { headersSent?: boolean } | null }, status: number): void {
  if (!socket.writable || socket._httpMessage?.headersSent) {
    socket.destroy();
    return;
  }
  socket.end(refusal(status), () => socket.destroy());
}

/** A server for an app, not yet listening. */
export function httpServer(app: RequestListener): Server {
  // HTTP/1.1 asks for a Host; without it node would answer with an empty page, and ours needs none.
  const server = createServer({ requireHostHeader: false }, app);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(socket, statusOf(error.code)));
  // An expectation nobody knows is no reason to refuse what else is asked.
  server.on('checkExpectation', (req, res) => server.emit('request', req, res));
  server.on('connect', (_req, socket) => refuse(socket, 405));
  return server;
}
