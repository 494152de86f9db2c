import { describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { InvalidForm } from '../../src/platform/errors.js';
import { serviceFault } from '../../src/platform/service-fault.js';

const system = (code: string) => Object.assign(new Error(`${code}: no`), { code });

describe('an outage', () => {
  it('is known by what the driver says, however deep it lies', () => {
    const broken = new mongo.MongoNetworkError('connection 3 to 127.0.0.1:1 closed');
    const closing = new mongo.MongoServerError({ message: 'interrupted at shutdown', code: 11600 });
    expect(serviceFault(broken)).toBe('away');
    expect(serviceFault(closing)).toBe('away');
    const unanswered = new mongo.MongoUnexpectedServerResponseError('Unable to get response from server');
    expect(serviceFault(unanswered)).toBe('away');
    const anew = new mongo.MongoServerError({ message: 'cursor id 7 not found', code: 43 });
    expect(serviceFault(anew)).toBe('away');
    expect(serviceFault(new Error('could not save', { cause: broken }))).toBe('away');
    expect(serviceFault(new AggregateError([new Error('a'), broken]))).toBe('away');
    const words = 'Operation `tasks.findOne()` buffering timed out after 10000ms';
    expect(serviceFault(Object.assign(new Error(words), { name: 'MongooseError' }))).toBe('away');
  });

  it('is a full disk by the code of the system or of the database', () => {
    for (const code of ['ENOSPC', 'EDQUOT', 'EFBIG']) expect(serviceFault(system(code))).toBe('full');
    expect(serviceFault(new mongo.MongoServerError({ message: 'x', code: 14031 }))).toBe('full');
    const said = new mongo.MongoServerError({ message: '28: No space left on device', code: 8 });
    expect(serviceFault(said)).toBe('full');
  });

  it('is none of what people or other services do', () => {
    const duplicate = new mongo.MongoServerError({ message: 'E11000 no space left on device', code: 11000 });
    expect(serviceFault(new mongo.MongoServerError({ message: 'E11000', code: 11000 }))).toBeNull();
    expect(serviceFault(new InvalidForm([{ code: 'required' }], { note: 'no space left on device' }))).toBeNull();
    expect(serviceFault(system('ECONNREFUSED'))).toBeNull();
    expect(serviceFault(null)).toBeNull();
    expect(serviceFault('no space left on device')).toBeNull();
    // What a duplicate quotes was typed by somebody.
    expect(serviceFault(duplicate)).toBeNull();
  });

  it('does not follow a chain that bites its tail', () => {
    const error = new Error('a') as Error & { cause?: unknown };
    error.cause = error;
    expect(serviceFault(error)).toBeNull();
  });
});
