/** Whatever else waits has its turn: called within long work on the thread that answers people. */
export const breath = () => new Promise<void>((resolve) => setImmediate(resolve));
