import http from 'node:http';
import { describe, expect, it } from '@jest/globals';
import express from 'express';
import { pino } from 'pino';
import { ask, serve } from '../../scripts/bench/measure.js';
import { requestLog } from '../../src/http/request-log.js';

describe('the log of requests', () => {
  it('names what was asked and answered, but no link, token, cookie or header', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
    const app = express();
    app.use(requestLog(log));
    app.get('/link/:token', (_req, res) => void res.status(404).end());
    app.post('/tasks/:id/evidence', (_req, res) => void res.end());
    const { port, close } = await serve(app);
    const agent = new http.Agent();
    const headers = { cookie: 'sid=secret1', authorization: 'Bearer secret2', referer: '/link/secret3' };
    await ask(agent, port, { path: '/link/secret4', headers });
    await ask(agent, port, { method: 'POST', path: '/tasks/7/evidence?_csrf=secret5&x=1', headers });
    agent.destroy();
    await close();
    const found = lines.map((line) => JSON.parse(line));
    expect(found.map(({ level, req, res }) => [level, req.url, res.statusCode])).toEqual([
      [30, '/link/***', 404],
      [20, '/tasks/7/evidence?_csrf=***&x=1', 200],
    ]);
    expect(lines.join('')).not.toContain('secret');
  });
});
