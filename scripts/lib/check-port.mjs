import { createServer } from 'node:net';
import { StartError } from './start-error.mjs';

/** Make sure that `port` of `host` can be listened on. Throws {@link StartError}; a port that is no number is left to the program to report. */
export async function checkPort(port, host) {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return;
  const server = createServer();
  const fault = await new Promise((resolve) => {
    server.once('error', resolve);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
  if (!fault) return;
  if (fault.code === 'EADDRINUSE') {
    throw new StartError(
      `端口 ${port} 已被占用，系统可能已在运行；请换一个端口，例如 PORT=${port + 1} npm start。\nPort ${port} is taken, perhaps by this system already running; choose another: PORT=${port + 1} npm start.`,
    );
  }
  if (fault.code === 'EACCES') {
    throw new StartError(
      `无权使用端口 ${port}；请选用 1024 以上的端口。\nPort ${port} is not allowed to this user; choose one above 1024.`,
    );
  }
  throw new StartError(
    `无法监听 ${host}:${port}，请检查 HOST 和 PORT。\n${host}:${port} cannot be listened on (${fault.code}): check HOST and PORT.`,
  );
}
