/**
 * A free port of loopback for a server that is killed and comes back at the same address. Connections going out are given
 * ports of their own by the system; were the server's among those, a client looking for the killed server could one day be
 * given that very port, meet itself there, and keep the port from the server that comes back.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const LOWEST = 10_000;
const HIGHEST = 65_535;
/** What BSD, macOS and Windows hand out, where nothing says which ports the system does. */
const USUAL = [49_152, 65_535];
/** A narrower span would soon be used up. */
const LEAST = 500;

/** The first and last port that the system gives connections going out. */
export function ephemeralPorts() {
  try {
    const said = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'latin1').trim().split(/\s+/).map(Number);
    return said.length === 2 && said.every((port) => port > 0) ? said : USUAL;
  } catch {
    return USUAL;
  }
}

/** Ports to choose from; where the system hands out nearly all of them, any will have to do. */
export function spanBeside([first, last]) {
  const spans = [
    [LOWEST, first - 1],
    [last + 1, HIGHEST],
    [1_024, Math.min(first, LOWEST) - 1],
  ];
  return spans.find(([from, to]) => to - from >= LEAST) ?? [LOWEST, HIGHEST];
}

/** A port on which nobody listens now. */
export async function steadyPort() {
  const [from, to] = spanBeside(ephemeralPorts());
  for (;;) {
    const port = from + Math.floor(Math.random() * (to - from + 1));
    if (await isFree(port)) return port;
  }
}

function isFree(port) {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
