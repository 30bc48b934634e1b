import { Option } from 'commander';

/** The address of the company, from the command line or the environment. */
export function urlOption(): Option {
  return new Option('--url <url>', 'postgres://login:password@host:port/database')
    .env('STEWARD_COMPANY_URL')
    .makeOptionMandatory();
}
