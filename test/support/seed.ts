/** Runs before each test file: every property that names no seed of its own has the run's. */
import fc from 'fast-check';
import { rounds, SEED } from './hunt.js';

fc.configureGlobal({ seed: SEED, numRuns: rounds(100) });
