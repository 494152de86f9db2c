/** For .ci/run: `tally.mjs <jest's JSON> <exit code of the tests> <exit codes of the other steps…>` prints `N passed, N failed`. */
import { readFileSync } from 'node:fs';

const [report, ...codes] = process.argv.slice(2);
const [tests = 1, ...steps] = codes.map(Number);

let passed = steps.filter((code) => code === 0).length;
let failed = steps.length - passed;
try {
  const found = JSON.parse(readFileSync(report, 'utf8'));
  passed += found.numPassedTests;
  // A file that could not be run has no tests to count, and is a failure all the same.
  failed += found.numFailedTests + found.numRuntimeErrorTestSuites;
  if (tests !== 0 && failed === 0) failed = 1;
} catch {
  console.log('The tests left no report.');
  failed += 1;
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
