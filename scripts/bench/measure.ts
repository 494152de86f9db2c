/** Measuring in pairs: ours and the baseline in turn, A B A B, so that a machine whose speed drifts treats both alike. */
import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

export interface Result {
  name: string;
  ours: number;
  baseline: number;
  ratio: number;
  unit: string;
}

export interface Row extends Result {
  target: string;
  met: boolean;
  note: string;
}

/** How much is measured; the quick setting shows that the benchmark works, not how fast the product is. */
export interface Size {
  /** Tasks before and after growth. */
  small: number;
  large: number;
  rounds: number;
  requests: number;
  /** Repetitions of a rule in one measurement. */
  times: number;
  /** Due tasks in one sweep. */
  due: number;
  /** Rows of a ledger. */
  ledgerRows: number;
  /** Open matters before and after growth, and how many of them come near their date in one sweep. */
  fewMatters: number;
  matters: number;
  near: number;
}

export const FULL: Size = {
  small: 5_000,
  large: 500_000,
  rounds: 7,
  requests: 240,
  times: 8_000,
  due: 10_000,
  ledgerRows: 10_000,
  fewMatters: 5_000,
  matters: 100_000,
  near: 1_000,
};
export const QUICK: Size = {
  small: 200,
  large: 1_000,
  rounds: 2,
  requests: 24,
  times: 300,
  due: 300,
  ledgerRows: 300,
  fewMatters: 200,
  matters: 1_000,
  near: 50,
};

/** The row of a pair: met when the ratio, or the figure itself, reaches the target. */
export function row(
  name: string,
  measured: { ours: number; baseline: number; ratio: number },
  about: { unit: string; target: string; met: boolean; note: string },
): Row {
  return { name, ...measured, ...about };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** A pair of measurements taken `rounds` times in turn after one that does not count. */
export async function inPairs(
  rounds: number,
  ours: () => Promise<number> | number,
  baseline: () => Promise<number> | number,
): Promise<{ ours: number; baseline: number; ratio: number }> {
  await ours();
  await baseline();
  const a: number[] = [];
  const b: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    a.push(await ours());
    b.push(await baseline());
  }
  return { ours: median(a), baseline: median(b), ratio: median(a.map((one, i) => one / (b[i] ?? 1))) };
}

/** A server on loopback for as long as the measurement takes. */
export async function serve(app: Express): Promise<{ port: number; close(): Promise<void> }> {
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export interface Wanted {
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** One request over a kept connection; resolves with the status once the body is read. */
export function ask(agent: http.Agent, port: number, { method = 'GET', path, headers = {}, body = '' }: Wanted) {
  return new Promise<{ status: number; headers: IncomingMessage['headers']; text: string }>((resolve, reject) => {
    const request = http.request(
      {
        agent,
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Requests per second over `connections` kept connections; a status other than expected stops the measurement. */
export async function throughput(
  port: number,
  connections: number,
  requests: number,
  wanted: (i: number) => Wanted,
  expected: number,
): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < requests) {
        const i = next;
        next += 1;
        const { status, text } = await ask(agent, port, wanted(i));
        if (status !== expected)
          throw new Error(`${wanted(i).path}: ${status} instead of ${expected}: ${text.slice(0, 400)}`);
      }
    }),
  );
  agent.destroy();
  return (requests * 1000) / (performance.now() - started);
}

/** The median time of a request, in ms, while `connections` of them are under way. */
export async function halfTimeTogether(
  port: number,
  connections: number,
  requests: number,
  wanted: (i: number) => Wanted,
  expected: number,
): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < requests) {
        const asked = wanted(next);
        next += 1;
        const started = performance.now();
        const { status, text } = await ask(agent, port, asked);
        if (status !== expected)
          throw new Error(`${asked.path}: ${status} instead of ${expected}: ${text.slice(0, 400)}`);
        times.push(performance.now() - started);
      }
    }),
  );
  agent.destroy();
  return median(times);
}

/** The median time of one request after another, in ms; `before` runs before each. */
export async function halfTime(port: number, requests: number, wanted: Wanted, before: () => void): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (let i = 0; i < requests; i += 1) {
    before();
    const started = performance.now();
    const { status } = await ask(agent, port, wanted);
    if (status !== 200) throw new Error(`${wanted.path}: ${status}`);
    times.push(performance.now() - started);
  }
  agent.destroy();
  return median(times);
}
