import { z } from 'zod';
import { StartError } from './platform/errors.js';

const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value).toISOString());
const flag = z.enum(['0', '1']).transform((value) => value === '1');

const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  MONGODB_URI: z.string().min(1),
  DATA_DIR: z.string().min(1).default('./data'),
  DISK_RESERVE_MIB: z.coerce.number().int().min(0).default(200),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  SESSION_SECRET: z.string().min(32).optional(),
  CLOCK_START: instant.optional(),
  CLOCK_RATE: z.coerce.number().min(0).max(100_000).default(1),
  ALLOW_SIMULATED_CLOCK: flag.default(false),
  SWEEP_EVERY: z.coerce.number().min(1).max(3600).default(60),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  SMTP_URL: z.string().min(1).optional(),
  MAIL_FROM: z.string().min(1).default('sanxiang@localhost'),
  BASE_URL: z.url().optional(),
  TRUST_PROXY: flag.default(false),
  DEMO: flag.default(false),
});

/** What the environment says, read once and checked at start; see the README's table. */
export type Config = z.infer<typeof environment> & { production: boolean; baseUrl: string };

/** Read the environment. Throws {@link StartError} naming each variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new StartError(`配置有误。 The configuration is wrong: ${wrong}.`);
  }
  const config = parsed.data;
  const production = config.NODE_ENV === 'production';
  if (production && !config.SESSION_SECRET) {
    throw new StartError(
      '生产环境必须设置 SESSION_SECRET（至少 32 个字符）。 SESSION_SECRET is required in production.',
    );
  }
  if (production && config.CLOCK_START && !config.ALLOW_SIMULATED_CLOCK) {
    throw new StartError('生产环境不得使用模拟时钟。 A simulated clock is refused in production.');
  }
  // Demonstration accounts have published passwords: never beside real data.
  if (production && config.DEMO) {
    throw new StartError('生产环境不得装入演示数据。 DEMO=1 is refused in production.');
  }
  return { ...config, production, baseUrl: config.BASE_URL ?? `http://${config.HOST}:${config.PORT}` };
}
