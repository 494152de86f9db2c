/**
 * Loaded with `node --import`: ends the program in its ordinary way (SIGTERM) when whoever started it is gone, killed
 * with -9 included, so that nothing is left holding the port.
 */
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 500).unref();
