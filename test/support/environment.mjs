import { TestEnvironment } from 'jest-environment-node';

// A worker that has nothing left to do ends at once: taking down all it has loaded, piece by piece, takes more than the half
// second it is given, and would be reported as something left open.
if (process.send) process.once('beforeExit', () => process.exit());

/** The environment of Node, in a worker that ends in time. */
export default TestEnvironment;
