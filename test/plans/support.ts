/** The pages of documents as the office uses them: give a text, press a button, look at what is kept. */
import type { PlanDraft } from '../../src/plans/plan-draft.model.js';
import { planDrafts } from '../../src/plans/plan-drafts.store.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import type { TestApp } from '../support/app.js';

/** `group`: the code letters of what the documents of this test become. */
export function planPages(product: TestApp, group: string) {
  const office = () => product.agentFor('campaign_office');
  const listPath = `/campaigns/${product.campaign}/plans`;
  // A document of its own unless a test says otherwise, however alike the texts are.
  const about = { phase: product.phase, group, name: '', text: '', editionOf: 'none' };

  async function draftOf(path: string): Promise<PlanDraft> {
    const id = path.split('/')[2]?.split(/[?#]/)[0];
    return planDrafts(product.wiring.connection, product.wiring.clock).byId(String(id));
  }

  return {
    office,
    listPath,
    about,
    draftOf,
    /** Give a text as pasted; returns the address of its review, with what the page says about it. */
    async given(text: string, more: Partial<typeof about> = {}): Promise<string> {
      const agent = await office();
      await agent.get(listPath);
      const answer = await agent.upload(listPath, {}, { ...about, text, ...more });
      if (answer.status !== 303) throw new Error(`Given a document, the page answered ${answer.status}.`);
      return String(answer.headers.location);
    },
    /** Press a button of the review as it stands now. */
    async press(path: string, does: string, more: Record<string, unknown> = {}) {
      const { id, rev } = await draftOf(path);
      return (await office()).post(`/plans/${id}/${does}`, { rev: String(rev), ...more });
    },
    /** The tasks made of this test's documents. */
    async created() {
      const found = await product.wiring.connection
        .collection('tasks')
        .find({ code: new RegExp(`^${group}-`) })
        .sort({ code: 1 })
        .toArray();
      return found as unknown as (TaskFacts & { _id: string })[];
    },
  };
}
