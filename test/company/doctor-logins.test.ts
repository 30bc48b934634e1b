import { beforeEach, describe, expect, test } from 'vitest';
import { diagnose } from '../../src-main/company/diagnose';
import { mendCompany } from '../../src-main/company/mend-company';
import { companyForEachTest } from '../support/company-for-each-test';
import { doctorsInTurn } from '../support/doctors-in-turn';
import type { TestLogin } from '../support/postgres';

const here = companyForEachTest();
doctorsInTurn(here);
let ann: TestLogin;
let bob: TestLogin;
beforeEach(async () => {
  await here.company.admin.query(
    `INSERT INTO customer_success.managers (manager_id, email, name) VALUES (1, 'ann@x.org', 'Ann')`,
  );
  ann = await here.company.createLogin({ role: 'manager', scope: 'book', managerId: 1 });
  bob = await here.company.createLogin({ role: 'viewer', scope: 'all' });
});

/** What another desktop's login is told. */
async function troubles(url = bob.url): Promise<string[]> {
  const findings = await diagnose(url);
  return findings
    .filter(({ level }) => level !== 'ok')
    .map(({ level, check, text, todo }) => `${level} ${check}: ${text} -> ${todo}`);
}

/** Runs with roles that this test makes, and forgets them: they belong to the server. */
async function withRoles(names: readonly string[], act: () => Promise<void>): Promise<void> {
  for (const name of names) await here.company.admin.query(`CREATE ROLE ${name}`);
  try {
    await act();
  } finally {
    for (const name of names) await here.company.admin.query(`DROP OWNED BY ${name}; DROP ROLE ${name}`);
  }
}

describe('a desktop’s login above its limits is named, whoever asks:', () => {
  test.each(['SUPERUSER', 'BYPASSRLS', 'REPLICATION', 'CREATEROLE'])('it has %s', async (attribute) => {
    await here.company.admin.query(`ALTER ROLE ${ann.login} ${attribute}`);
    expect(await troubles()).toEqual([
      `error logins: ${ann.login} has ${attribute}: no limit holds for it. -> Take it away: ALTER ROLE ${ann.login} NO${attribute};`,
    ]);
  });

  test.each(['pg_read_all_data', 'pg_write_all_data', 'pg_execute_server_program', 'pg_read_server_files'])(
    'it is a member of %s',
    async (role) => {
      await here.company.admin.query(`GRANT ${role} TO ${ann.login}`);
      expect(await troubles()).toEqual([
        expect.stringMatching(
          `error logins: ${ann.login} is a member of ${role}: .* REVOKE ${role} FROM ${ann.login};`,
        ),
      ]);
    },
  );

  test('it is a member of a superuser’s role, through a group', async () => {
    const [chief, group] = [`chief_${process.pid}`, `group_${process.pid}`];
    await withRoles([chief, group], async () => {
      await here.company.admin.query(
        `ALTER ROLE ${chief} SUPERUSER; GRANT ${chief} TO ${group}; GRANT ${group} TO ${ann.login}`,
      );
      expect(await troubles()).toEqual([
        expect.stringMatching(`error logins: ${ann.login} is a member of ${chief}: `),
      ]);
    });
  });

  test('a group of desktops is a member of what its members must not be', async () => {
    const group = `group_${process.pid}`;
    await withRoles([group], async () => {
      await here.company.admin.query(
        `GRANT cs_manager TO ${group}; GRANT ${group} TO ${bob.login}; GRANT pg_read_all_data TO ${group}`,
      );
      expect((await troubles()).map((one) => one.split(':')[1])).toEqual(
        [bob.login, group].sort().map((login) => ` ${login} is a member of pg_read_all_data`),
      );
    });
  });

  test.each(['cs_owner', 'cs_loader'])('it is a member of %s, which mending takes back', async (role) => {
    await here.company.admin.query(`GRANT ${role} TO ${ann.login}`);
    expect(await troubles()).toEqual([
      expect.stringMatching(`error logins: ${ann.login} is a member of ${role}: `),
    ]);
    const { refused } = await mendCompany(here.company.url);
    expect(refused).toEqual([]);
    expect(await troubles()).toEqual([]);
  });

  test('it may hand its role on', async () => {
    await here.company.admin.query(
      `GRANT cs_manager TO ${ann.login} WITH ADMIN OPTION; GRANT cs_viewer TO ${ann.login}`,
    );
    expect(await troubles()).toEqual([
      expect.stringMatching(`warning logins: ${ann.login} may hand cs_manager on`),
    ]);
  });

  test('it owns the database', async () => {
    await here.company.admin.query(`ALTER DATABASE ${here.company.database} OWNER TO ${ann.login}`);
    expect(await troubles()).toEqual([expect.stringMatching(`error logins: ${ann.login} owns the database`)]);
  });

  test('it owns a table, which mending gives back', async () => {
    await here.company.admin.query(`ALTER TABLE customer_success.support_tickets OWNER TO ${ann.login}`);
    expect(await troubles()).toEqual([
      expect.stringMatching(`error privileges: support_tickets belongs to ${ann.login}, not to cs_owner`),
    ]);
    await mendCompany(here.company.url);
    expect(await troubles()).toEqual([]);
  });
});

test('a superuser who has a membership is named to who looks after the company', async () => {
  const chief = `chief_${process.pid}`;
  await withRoles([chief], async () => {
    await here.company.admin.query(
      `ALTER ROLE ${chief} SUPERUSER; INSERT INTO customer_success.memberships VALUES ('${chief}', 'admin', 'all', NULL)`,
    );
    const findings = await diagnose(here.company.url, Date.now, { administrates: true });
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([
      expect.objectContaining({ check: 'logins', text: `${chief} has SUPERUSER: no limit holds for it.` }),
    ]);
  });
});

describe('sound are', () => {
  test('members of every scope, groups, an administrator without superuser’s rights, and the pipeline', async () => {
    const [group, keeper] = [`group_${process.pid}`, `keeper_${process.pid}`];
    await here.company.createLogin({ role: 'admin', scope: 'all' });
    await here.company.createLogin({ role: 'loader' });
    await withRoles([group, keeper], async () => {
      await here.company.admin.query(`
        GRANT cs_manager TO ${group}; GRANT ${group} TO ${bob.login};
        ALTER ROLE ${keeper} CREATEROLE; GRANT cs_owner TO ${keeper};
        GRANT cs_viewer, cs_manager, cs_admin TO ${keeper} WITH ADMIN OPTION`);
      expect(await troubles()).toEqual([]);
      expect(await troubles(ann.url)).toEqual([]);
    });
  });
});

describe('a way round the schema that lies outside of it is named:', () => {
  test.each<[string, string, RegExp[]]>([
    [
      'a view that members may read',
      'CREATE VIEW public.names AS SELECT name FROM customer_success.organizations; GRANT SELECT ON public.names TO cs_viewer',
      [/^error other schemas: public\.names shows members the company’s rows past row security/],
    ],
    [
      'a view of a view, by one of its columns, for everybody',
      `CREATE VIEW public.names AS SELECT name FROM customer_success.organizations;
       CREATE VIEW public.more AS SELECT name FROM public.names; GRANT SELECT (name) ON public.more TO PUBLIC`,
      [/^error other schemas: public\.more shows members/],
    ],
    [
      'a materialized view',
      `CREATE MATERIALIZED VIEW public.names AS SELECT name FROM customer_success.organizations; GRANT SELECT ON public.names TO cs_manager`,
      [/^error other schemas: public\.names shows members/],
    ],
    [
      'a function of the schema’s owner',
      `CREATE FUNCTION public.names() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER AS 'SELECT name FROM customer_success.organizations';
       ALTER FUNCTION public.names() OWNER TO cs_owner`,
      [/^warning other schemas: The function public\.names\(\) belongs to cs_owner/],
    ],
  ])('%s', async (_name, sql, expected) => {
    await here.company.admin.query(sql);
    expect(await troubles()).toEqual(expected.map((words) => expect.stringMatching(words)));
  });

  test('but not a view that asks as its reader, nor one that only others may read', async () => {
    const analyst = `analyst_${process.pid}`;
    await withRoles([analyst], async () => {
      await here.company.admin.query(`
        CREATE VIEW public.safe WITH (security_invoker) AS SELECT name FROM customer_success.organizations;
        GRANT SELECT ON public.safe TO PUBLIC;
        CREATE VIEW public.others AS SELECT name FROM customer_success.organizations;
        GRANT SELECT ON public.others TO ${analyst}`);
      expect(await troubles()).toEqual([]);
    });
  });
});

describe('what somebody put into the schema is named:', () => {
  test.each<[string, string, RegExp]>([
    [
      'a table',
      'CREATE TABLE customer_success.diary (a int)',
      /^warning columns: diary is something Steward did not make/,
    ],
    [
      'a view that members may read',
      `CREATE VIEW customer_success.everyone AS SELECT * FROM customer_success.organizations; GRANT SELECT ON customer_success.everyone TO cs_viewer`,
      /^error views: everyone is something Steward did not make; it lets cs_viewer SELECT/,
    ],
    [
      'a function for everybody',
      `CREATE FUNCTION customer_success.peek() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'`,
      /^error functions: The function peek\(\) is something Steward did not make; it lets PUBLIC EXECUTE/,
    ],
    [
      'a trigger',
      `CREATE TRIGGER "no Thing" BEFORE INSERT ON customer_success.users FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
      /^error triggers: The trigger no Thing of users .* DROP TRIGGER "no Thing" ON customer_success\.users;/,
    ],
    [
      'a rule',
      'CREATE RULE swallow AS ON INSERT TO customer_success.users DO INSTEAD NOTHING',
      /^error triggers: The rule swallow of users is something Steward did not make/,
    ],
    [
      'a column',
      'ALTER TABLE customer_success.users ADD COLUMN mood text',
      /^warning columns: users\.mood is something/,
    ],
    [
      'a type',
      `CREATE TYPE customer_success.mood AS ENUM ('good')`,
      /^warning columns: The type customer_success\.mood/,
    ],
    [
      'a table that gives its rows to one of ours',
      'CREATE TABLE public.extra_users () INHERITS (customer_success.users)',
      /^warning columns: public\.extra_users is something Steward did not make/,
    ],
    [
      'grants on what is made later',
      'ALTER DEFAULT PRIVILEGES FOR ROLE cs_owner IN SCHEMA customer_success GRANT SELECT ON TABLES TO cs_viewer',
      /^error privileges: What cs_owner grants on later TABLES IN SCHEMA customer_success is something Steward did not make; it lets cs_viewer SELECT/,
    ],
    [
      'a policy for one login',
      'CREATE POLICY "all of it" ON customer_success.users USING (true)',
      /^error row security: users has a policy Steward did not make: all of it/,
    ],
    [
      'a role of ours in another',
      'GRANT pg_read_all_data TO cs_viewer',
      /^error roles: cs_viewer was made a member of pg_read_all_data/,
    ],
  ])('%s', async (_name, sql, words) => {
    await here.company.admin.query(sql);
    try {
      const first = await troubles();
      expect(first[0]).toMatch(words);
      const { refused } = await mendCompany(here.company.url);
      expect(refused).toEqual([]);
      // What is left is for a person, and opens nothing.
      const left = (await troubles()).filter((one) => !/Ask who made it/.test(one));
      expect(left).toEqual([]);
    } finally {
      await here.company.admin.query('REVOKE pg_read_all_data FROM cs_viewer');
    }
  });
});
