/** Which route an address belongs to, and what the values in it stand for. */
import type { Route } from '../../src/http/routes.js';

export interface Found {
  route: Route;
  params: Record<string, string>;
}

export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;

/** The names of the parameters of a route, in their order. */
export const paramsOf = (path: string) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);

/**
 * What a parameter stands for, shared by pages and the API: `:id` of `/tasks/:id` is one of `tasks`; an event belongs to its
 * area; a second value behind another is known by its own name.
 */
export function keyOf(path: string, name: string): string {
  const parts = path.split('/');
  const at = parts.indexOf(`:${name}`);
  const before = parts[at - 1] ?? '';
  if (name === 'event') return `${parts[at - 3]} event`;
  if (name === 'key') return `${before} key`;
  return before.startsWith(':') ? name : before;
}

/** Finds the route that the product would take: the first one that fits. */
export function routeFinder(routes: readonly Route[]) {
  const known = routes.map((route) => ({
    route,
    names: paramsOf(route.path),
    fits: new RegExp(`^${route.path.replace(/[.]/g, '\\.').replace(/:\w+/g, '([^/]+)')}/?$`),
  }));
  return (method: string, path: string): Found | null => {
    const wanted = method === 'head' ? 'get' : method;
    for (const { route, names, fits } of known) {
      if (route.method !== wanted) continue;
      const values = fits.exec(path);
      if (values) return { route, params: Object.fromEntries(names.map((name, i) => [name, values[i + 1] ?? ''])) };
    }
    return null;
  };
}
