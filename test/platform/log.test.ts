import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { mongo } from 'mongoose';
import { createLog } from '../../src/platform/log.js';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the log during an outage', () => {
  const gone = new mongo.MongoNetworkError('connection closed');

  it('says the same thing once a minute, without a stack', () => {
    let now = 1_000;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => void lines.push(line) });
    for (let second = 0; second < 90; second += 1) {
      log.warn({ err: gone }, 'the clock could not be kept');
      log.child({ job: 'sweep' }).error({ err: gone }, 'job failed');
      now += 1_000;
    }
    expect(lines).toHaveLength(4);
    expect(JSON.parse(lines[0] ?? '').err).toEqual({ type: 'MongoNetworkError', fault: 'away' });
  });

  it('says every other fault each time, with its stack', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => void lines.push(line) });
    for (let i = 0; i < 3; i += 1) log.error({ err: new TypeError('a bug') }, 'job failed');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0] ?? '').err.stack.join(' ')).toContain('log.test');
  });
});
