/** Something code may not say, but in some places. */
export interface Ban {
  what: string;
  pattern: RegExp;
  /** Folders the ban holds in. */
  within: readonly string[];
  /** Folders or files inside those where it does not. */
  except?: readonly string[];
}

const everywhere = ['src-main', 'src-preload', 'src-renderer'] as const;

/** A reason for each stands beside it. Searched in code without its comments. */
export const bans: readonly Ban[] = [
  // Engines and leaves are pure functions: the same arguments give the same answer, today and in a replay.
  {
    what: 'the clock (time is an argument)',
    pattern: /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/,
    within: ['src-main/engines', 'src-main/lib', 'src-preload/contract'],
  },
  {
    what: 'chance (randomness is an argument)',
    pattern: /\bMath\.random\b|\brandomUUID\b/,
    within: ['src-main/engines', 'src-main/lib', 'src-preload/contract'],
  },
  {
    what: 'timers, the process or the console in a pure function',
    pattern: /\bset(Timeout|Interval|Immediate)\b|\bprocess\.|\bconsole\./,
    within: ['src-main/engines', 'src-main/lib', 'src-preload/contract'],
  },
  // What screens read of a decision is folded from its operation: it can't be written without; erasing a person takes both.
  {
    what: 'what people decided, past its operation (call operate)',
    pattern:
      /\b(insert( or \w+)? into|update( or replace)?|delete from|replace into)\s+["`]?(notes|pulses|score_overrides|profiling_objections|today_dispositions|saved_views|email_templates|brand_settings|rules|segments|ctas|cta_tasks|holidays|activity_templates)\b|\.(insert|update|delete)\((notes|pulses|scoreOverrides|profilingObjections|todayDispositions|savedViews|emailTemplates|brandSettings|rules|segments|ctas|ctaTasks|holidays|activityTemplates)\)/i,
    within: ['src-main'],
    except: [
      'src-main/store/operations',
      'src-main/store/desk/follow-merges.ts',
      'src-main/store/erasing/erase-from.ts',
      'src-main/store/erasing/erase-participants.ts',
    ],
  },
  // Rooms whose work is tested at other times of day take them from the clock they are handed.
  {
    what: 'the clock (take it from ports/clock)',
    pattern: /\bDate\.now\b|\bnew Date\(\)/,
    within: [
      'src-main/actions',
      'src-main/api',
      'src-main/delivery',
      'src-main/jobs',
      'src-main/store',
      'src-main/sync',
      'src-main/work',
    ],
  },
  // A day is a day of the company (lib/company-calendar), whose midnight is seldom that of UTC. By UTC lie the pages of raw
  // events, and days that are numbers already are reckoned with as if they were UTC's.
  {
    what: 'the UTC day of an instant, or its midnight (ask the company’s calendar)',
    pattern:
      /\bdayOfInstant\b|\binstantOfDay\b|\bmillisecondsPerDay\b|\b86_?400_?000\b|toISOString\(\)\.(slice|split)|time zone 'UTC'|\bcurrent_date\b|_at::date/i,
    within: ['src-main', 'src-preload'],
    except: [
      'src-main/lib/day.ts',
      'src-main/lib/company-calendar.ts',
      // What clocks on a wall show is a number that is reckoned with as if it were UTC's.
      'src-main/engines/schedule/wall-time.ts',
      // Words and months of days that are numbers.
      'src-preload/contract/words.ts',
      'src-preload/contract/knowledge.ts',
      'src-main/engines/risk/effects/moments.ts',
      'src-main/store/accounts/read-subscription.ts',
      'src-main/templates/liquid/moments.ts',
      // Pages of raw events, and what is beyond any calendar.
      'src-main/engines/activity/sessions.ts',
      'src-main/engines/schedule/hours-in-use.ts',
      'src-main/work/scoring/contact-list.ts',
      'src-main/sync/wire',
      // Partitions of raw events lie by months of UTC.
      'src-main/company/doctor/examine-schema.ts',
      // How long something is kept.
      'src-main/work/upkeep/maintenance-work.ts',
    ],
  },
  {
    what: 'the day of an instant by a calendar of the screen’s own (ask useToday)',
    pattern:
      /\.getUTC(Date|Day|Month|FullYear)\(|\.get(Date|Day|Month|FullYear)\(|\b86_?400_?000\b|toISOString\(\)\.(slice|split)/,
    within: ['src-renderer'],
    except: ['src-renderer/ui/format/day.ts', 'src-renderer/ui/charts/time-ticks.ts'],
  },
  // A decision, a pull and a stretch of a job are whole or not there at all: who knows what belongs together opens the
  // transaction, and the store writes with the Tx it is given.
  {
    what: 'a transaction opened in the store (take a Tx)',
    pattern: /\b(write|bulk)Transaction\b/,
    within: ['src-main/store'],
    except: ['src-main/store/write-transaction.ts'],
  },
  // Files that are made, mended, upgraded or copied before they are anybody's store have no Tx yet.
  {
    what: "a transaction of SQLite's own (take a Tx, or call writeTransaction)",
    pattern: /\.transaction\(/,
    within: ['src-main'],
    except: ['src-main/store/write-transaction.ts', 'src-main/store/file'],
  },
  // The help shows every key there is, and no two places of a screen take the same one.
  {
    what: 'single keys past the map of keys (call useKeys)',
    pattern: /\buseShortcuts\b/,
    within: ['src-renderer'],
    except: ['src-renderer/ui/use-shortcuts.ts', 'src-renderer/ui/keys'],
  },
  // One door between the window and the host.
  {
    what: 'ipcMain outside the one door',
    pattern: /\bipcMain\b/,
    within: everywhere,
    except: ['src-main/ipc'],
  },
  {
    what: 'ipcRenderer outside the bridge',
    pattern: /\bipcRenderer\b/,
    within: everywhere,
    except: ['src-preload'],
  },
  // A compromised window must find nothing that weakens it.
  {
    what: 'a switched-off protection of the window',
    pattern:
      /\b(sandbox|contextIsolation|webSecurity): false\b|\b(nodeIntegration\w*|webviewTag|allowRunningInsecureContent): true\b/,
    within: everywhere,
  },
  {
    what: 'a link opened outside the one checked way',
    pattern: /\bopenExternal\b/,
    within: everywhere,
    except: ['src-main/app/safe-open-external.ts'],
  },
  {
    what: 'code pushed into a window',
    pattern: /\b(executeJavaScript|insertCSS)\b|@electron\/remote/,
    within: everywhere,
  },
  {
    what: 'code made from text',
    pattern: /\beval\(|\bnew Function\(|\bdangerouslySetInnerHTML\b|\.innerHTML\b/,
    within: everywhere,
  },
  // One way to write a share on every screen and in every command.
  {
    what: 'a space before a percent sign',
    pattern: /[}\d] %(?=[.,;:<`'")]| of )|(['"]) %\1/,
    within: everywhere,
  },
];
