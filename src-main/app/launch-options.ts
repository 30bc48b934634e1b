import { z } from 'zod';

/** What the command line and the environment say. */
export interface LaunchOptions {
  readonly exitWhenReady: boolean;
  /** Where `--exit-when-ready` leaves its screenshot. */
  readonly screenshotFile: string;
  /** A company given for this start only; wins over the remembered one. */
  readonly companyUrl: string | null;
  readonly userData: string | null;
  readonly developmentUrl: string | null;
  /** Milliseconds that this start's clock is ahead, or behind where negative. An installed Steward doesn't listen to it. */
  readonly clockAhead: number;
}

const environmentSchema = z.object({
  STEWARD_COMPANY_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'STEWARD_COMPANY_URL must begin with postgres://')
    .optional(),
  STEWARD_USER_DATA: z.string().optional(),
  STEWARD_SCREENSHOT: z.string().optional(),
  ELECTRON_RENDERER_URL: z.url().optional(),
  STEWARD_CLOCK_AHEAD: z.coerce.number().int().optional(),
});

/** @throws ZodError with plain words for a variable that makes no sense */
export function readLaunchOptions(argv: readonly string[], environment: NodeJS.ProcessEnv): LaunchOptions {
  const known = environmentSchema.parse(environment);
  return {
    exitWhenReady: argv.includes('--exit-when-ready'),
    screenshotFile: known.STEWARD_SCREENSHOT ?? 'out/steward.png',
    companyUrl: known.STEWARD_COMPANY_URL ?? null,
    userData: known.STEWARD_USER_DATA ?? null,
    developmentUrl: known.ELECTRON_RENDERER_URL ?? null,
    clockAhead: known.STEWARD_CLOCK_AHEAD ?? 0,
  };
}
