/** Draws every machine into docs/machines/<kind>.svg, labelled as people see them. `npm run draw-machines` after a change. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyStateMachine } from 'xstate';
import { caseLayout } from '../workflows/accountability/layout.js';
import { bookletLayout } from '../workflows/booklets/layout.js';
import { campaignLayout } from '../workflows/campaigns/layout.js';
import { type Drawing, drawingOf, type Layout } from '../workflows/drawing.js';
import { indicatorLayout } from '../workflows/indicators/layout.js';
import { inquiryLayout } from '../workflows/inquiries/layout.js';
import { matterLayout } from '../workflows/matters/layout.js';
import { packLayout } from '../workflows/packs/layout.js';
import { periodPlanLayout } from '../workflows/period-plans/layout.js';
import { phaseLayout } from '../workflows/phases/layout.js';
import { serviceItemLayout } from '../workflows/service-items/layout.js';
import { siteLayout } from '../workflows/sites/layout.js';
import { ratingLayout } from '../workflows/supervision/layout.js';
import { taskLayout } from '../workflows/tasks/layout.js';
import { areaOf, MACHINES } from '../workflows/versions.js';

/** Names of a machine's states and events in one language, as in `locales/<language>/<area>.json`. */
export interface Names {
  state: Record<string, string>;
  event: Record<string, string>;
}

const LAYOUTS: Record<string, { layout: Layout; title: string }> = {
  task: { layout: taskLayout, title: '任务办理流程' },
  phase: { layout: phaseLayout, title: '阶段流程' },
  campaign: { layout: campaignLayout, title: '活动流程' },
  site: { layout: siteLayout, title: '现场参观点流程' },
  indicator: { layout: indicatorLayout, title: '指标流程' },
  matter: { layout: matterLayout, title: '限时办结流程' },
  serviceItem: { layout: serviceItemLayout, title: '办事事项流程' },
  booklet: { layout: bookletLayout, title: '小册子流程' },
  periodPlan: { layout: periodPlanLayout, title: '月季计划流程' },
  inquiry: { layout: inquiryLayout, title: '首问办理流程' },
  case: { layout: caseLayout, title: '责任追究流程' },
  pack: { layout: packLayout, title: '规则包流程' },
  rating: { layout: ratingLayout, title: '季度评价流程' },
};

const STYLE = `
text{font:13px "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;text-anchor:middle;fill:#1f2933}
.box{fill:#fff;stroke:#8a96a1}.frame{fill:#f4f6f8;stroke:#c3cad0;stroke-dasharray:4 3}
.edge{fill:none;stroke:#5b6873}.arrow{fill:#5b6873}.label{font-size:12px;fill:#4a5763;paint-order:stroke;stroke:#fff;stroke-width:3px}
`;

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** A drawing as a picture that stands alone. Throws for a state or an event without a name. */
export function svgOf({ width, height, nodes, frames, edges }: Drawing, names: Names, title: string): string {
  const named = (kind: keyof Names, key: string): string => {
    const name = names[kind][key];
    if (name === undefined) throw new Error(`There is no name for ${kind} ${key}.`);
    return escaped(name);
  };
  const rect = (style: string, { x, y, w, h }: { x: number; y: number; w: number; h: number }) =>
    `<rect class="${style}" x="${x}" y="${y}" width="${w}" height="${h}" rx="4"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title><style>${STYLE}</style>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="arrow" d="M0 0 8 4 0 8z"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...frames.map((frame) => rect('frame', frame)),
    ...edges.map(({ path }) => `<path class="edge" d="${path}" marker-end="url(#arrow)"/>`),
    ...nodes.map(
      (node) =>
        `${rect('box', node)}<text x="${node.x + node.w / 2}" y="${node.y + node.h / 2 + 5}">${named('state', node.id)}</text>`,
    ),
    ...edges.map(({ events, labelX, labelY }) => {
      const text = events.map((event) => named('event', event)).join('／');
      return `<text class="label" x="${labelX}" y="${labelY}">${text}</text>`;
    }),
    '</svg>',
    '',
  ].join('\n');
}

/** Every machine's picture by kind, with the names that `root` keeps in its Chinese locale. */
export function drawMachines(root: string): Record<string, string> {
  const pictures: Record<string, string> = {};
  for (const [kind, { machine }] of Object.entries(MACHINES)) {
    const placed = LAYOUTS[kind];
    if (!placed) throw new Error(`The ${kind} machine has no layout.`);
    const file = join(root, 'locales', 'zh-CN', `${areaOf(kind)}.json`);
    const names = JSON.parse(readFileSync(file, 'utf8')) as Names;
    pictures[kind] = svgOf(drawingOf(machine as AnyStateMachine, placed.layout), names, placed.title);
  }
  return pictures;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = join(process.cwd(), 'docs', 'machines');
  mkdirSync(folder, { recursive: true });
  for (const [kind, svg] of Object.entries(drawMachines(process.cwd()))) {
    writeFileSync(join(folder, `${kind}.svg`), svg);
    process.stdout.write(`docs/machines/${kind}.svg\n`);
  }
}
