import { z } from 'zod';
import { atLoginSwitch } from './desktop/start-at-login';

/** What the command line and the environment say. */
export interface LaunchOptions {
  readonly exitWhenReady: boolean;
  /** The system started it as the person logged in. */
  readonly atLogin: boolean;
  /** Where `--exit-when-ready` leaves its screenshot. */
  readonly screenshotFile: string;
  /** A company given for this start only; wins over the remembered one. */
  readonly companyUrl: string | null;
  /** Of that company alone: where its messages leave by, and where those who got them come to. */
  readonly mail: GivenMail;
  readonly userData: string | null;
  readonly developmentUrl: string | null;
  /** Milliseconds that this start's clock is ahead, or behind where negative. An installed Steward doesn't listen to it. */
  readonly clockAhead: number;
}

export interface GivenMail {
  /** As STEWARD_SMTP_URL has it; null: this Steward sends nothing by it. */
  readonly smtp: string | null;
  /** The folder in which a mail server of this machine leaves what it took. */
  readonly mailbox: string | null;
  /** host:port of the pages to unsubscribe. */
  readonly pages: string | null;
}

const environmentSchema = z.object({
  STEWARD_COMPANY_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'STEWARD_COMPANY_URL must begin with postgres://')
    .optional(),
  STEWARD_SMTP_URL: z.string().optional(),
  STEWARD_MAILBOX: z.string().optional(),
  STEWARD_PUBLIC: z.string().optional(),
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
    atLogin: argv.includes(atLoginSwitch),
    screenshotFile: known.STEWARD_SCREENSHOT ?? 'out/steward.png',
    companyUrl: known.STEWARD_COMPANY_URL ?? null,
    mail: {
      smtp: known.STEWARD_SMTP_URL ?? null,
      mailbox: known.STEWARD_MAILBOX ?? null,
      pages: known.STEWARD_PUBLIC ?? null,
    },
    userData: known.STEWARD_USER_DATA ?? null,
    developmentUrl: known.ELECTRON_RENDERER_URL ?? null,
    clockAhead: known.STEWARD_CLOCK_AHEAD ?? 0,
  };
}
