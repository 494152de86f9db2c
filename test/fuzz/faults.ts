/** What may be wrong with an answer, whatever was asked. */
import type { FuzzRequest } from './request.js';
import type { Answer } from './stage.js';

const STACK = /\n\s+at .+:\d+:\d+|node_modules|\b(Type|Reference|Range|Mongo\w*|Cast|Validation|Syntax)Error\b/;

interface Problem {
  status: number;
  type: string;
  title: string;
  reasons: { text: string }[];
}

function faultsOfProblem({ status, type, body }: Answer): string[] {
  if (!type.startsWith('application/problem+json')) return [`an API error as ${type}`];
  const problem = JSON.parse(body) as Problem;
  const named = problem.status === status && problem.type.startsWith('urn:sanxiang:problem:') && problem.title;
  const wordless = problem.reasons.some(({ text }) => !text || /^[a-z]+(\.[a-zA-Z]+)*$/.test(text));
  return [...(named ? [] : ['a problem without its name']), ...(wordless ? ['a reason without words'] : [])];
}

/** What is wrong with an answer; nothing for a good one. */
export function faultsOf({ method, path, headers = {} }: FuzzRequest, answer: Answer): string[] {
  const { status, type, body, longest = 0 } = answer;
  const found: string[] = [];
  if (status >= 500 || status < 200) found.push(`status ${status}`);
  if (STACK.test(body)) found.push('a stack trace');
  // A proxy takes eight thousand characters of a head, all its fields together.
  if (longest > 5_000) found.push('a header that grew');
  // A HEAD has no body; what node refuses before us has words, but no page.
  if (status < 400 || method === 'head' || status === 417 || 'expect' in headers) return found;
  if (path.startsWith('/api/')) return [...found, ...faultsOfProblem(answer)];
  if (!type.startsWith('text/html')) return [...found, `an error page as ${type}`];
  return /<h1/.test(body) ? found : [...found, 'an error page without a heading'];
}
