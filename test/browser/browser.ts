/// <reference lib="dom" />
/** Chromium as a person uses it: signed in, in one language, at one width; everything that goes wrong on the way is kept. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Pictures are for whoever looks at them; without one the run is a good deal shorter. */
const PICTURES = process.env.PICTURES === '1';
const ARTIFACTS = fileURLToPath(new URL('../../artifacts/', import.meta.url));
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/** The two widths every page is looked at. */
export const WIDTHS = { wide: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const;

export interface PersonOptions {
  login: string;
  password: string;
  width?: keyof typeof WIDTHS;
  javaScript?: boolean;
  /** Type name and password into the page; else the form is sent without drawing it and the page that follows. */
  byHand?: boolean;
}

/** A signed-in person's window. `faults` holds every script error, refused resource and failed request so far. */
export interface Person {
  page: Page;
  context: BrowserContext;
  faults: string[];
  /** With `PICTURES=1`, keep a picture of the window in `artifacts/`. */
  picture(name: string): Promise<void>;
}

/** What a page must not do: throw, break its own content policy, ask for what is not there. */
export function watchFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    // A form refused with 409 or 422 is an answer, not a fault of the page.
    const answered = /status of (4\d\d)/.test(message.text());
    if (message.type() === 'error' && !answered) faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Leaving a page ends what it was still loading.
    if (why !== 'net::ERR_ABORTED') faults.push(`${request.url()}: ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.url()}: ${response.status()}`);
    else if (response.status() === 404 && response.request().resourceType() !== 'document') {
      faults.push(`${response.url()}: 404`);
    }
  });
  return faults;
}

/** Start the browser that the surroundings name. */
export async function openBrowser(): Promise<Browser> {
  mkdirSync(ARTIFACTS, { recursive: true });
  return chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: FLAGS });
}

/** Sign a person in, in a window of their own. */
export async function signIn(browser: Browser, baseUrl: string, options: PersonOptions): Promise<Person> {
  const { login, password, width = 'wide', javaScript = true, byHand = false } = options;
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: WIDTHS[width],
    javaScriptEnabled: javaScript,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(8_000);
  const page = await context.newPage();
  const faults = watchFaults(page);
  if (byHand) {
    await page.goto('/sign-in');
    await page.fill('[name=login]', login);
    await page.fill('[name=password]', password);
    await page.click('main button');
    await page.waitForURL((url) => url.pathname !== '/sign-in');
  } else {
    const form = await (await context.request.get('/sign-in')).text();
    const token = /name="_csrf" value="([^"]+)"/.exec(form)?.[1] ?? '';
    const answer = await context.request.post('/sign-in', { form: { _csrf: token, login, password }, maxRedirects: 0 });
    if (answer.status() !== 303) throw new Error(`${login} could not sign in: ${answer.status()}`);
  }
  return {
    page,
    context,
    faults,
    async picture(name) {
      if (PICTURES) await page.screenshot({ path: `${ARTIFACTS}${name}.png` });
    },
  };
}

/** How many pixels a page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
