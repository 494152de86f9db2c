/** A set-up fault that a person can put right: printed as one sentence, exit code 1, no stack. */
export class StartError extends Error {
  name = 'StartError';
}

/** Run a script's main function; a {@link StartError} becomes its sentence and exit code 1. */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? process.exitCode ?? 0;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
