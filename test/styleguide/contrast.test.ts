import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/platform/paths-root.js';

const css = readFileSync(join(projectRoot, 'public/css/tokens.css'), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].reverse().map(([, name, value]) => [name, value]),
);

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(text: string, ground: string): number {
  const [a, b] = [text, ground].map((name) => luminance(tokens.get(name) ?? '')) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const GROUNDS = ['paper', 'canvas', 'wash', 'head', 'hover', 'brand-wash', 'here-wash'];
const pairs: [string, string][] = [
  ...['ink', 'ink-2', 'ink-3', 'brand', 'red'].flatMap((text) =>
    GROUNDS.map((ground): [string, string] => [text, ground]),
  ),
  ...['paper', 'hover', 'head'].map((ground): [string, string] => ['pale', ground]),
  ...['green', 'blue', 'yellow', 'red'].flatMap((light): [string, string][] => [
    [light, 'paper'],
    [light, 'hover'],
    [light, 'canvas'],
    [light, `${light}-wash`],
    [light, 'here-wash'],
  ]),
  ['on-brand', 'brand'],
  ['on-brand', 'brand-2'],
  ['on-brand-2', 'brand'],
  ['on-brand-3', 'brand-3'],
  ...['wall', 'wall-panel'].flatMap((ground) =>
    ['wall-ink', 'on-brand-3', 'wall-red', 'wall-yellow', 'wall-blue', 'wall-green'].map((text): [string, string] => [
      text,
      ground,
    ]),
  ),
  ['secret', 'secret-wash'],
  ['ink', 'focus'],
];

describe('the styles', () => {
  it('use nothing that the oldest browser they are for does not know', () => {
    const folder = new URL('../../public/css/', import.meta.url);
    for (const file of readdirSync(folder)) {
      const css = readFileSync(new URL(file, folder), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      expect([file, css.match(/:has\(|@container|color-mix\(|@layer|&:|(?<![-\w])inset-(?:inline|block)\b/g)]).toEqual([
        file,
        null,
      ]);
    }
  });
});

describe('the colours of text', () => {
  it.each(pairs)('%s on %s can be read (4.5 : 1)', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the colours of edges', () => {
  it.each([
    ['edge', 'paper'],
    ['edge', 'canvas'],
    ['focus', 'brand'],
    ['brand', 'track'],
    ['yellow', 'track'],
  ] as const)('%s on %s can be seen (3 : 1)', (edge, ground) => {
    expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3);
  });
});
