import { expect, test } from 'vitest';
import { diagnose } from '../../src-main/company/diagnose';
import { companyForEachTest } from '../support/company-for-each-test';

const here = companyForEachTest();
const team = async (url = here.company.url) =>
  (await diagnose(url)).flatMap(({ check, level, text, todo }) =>
    check === 'team' ? [[level, text, todo]] : [],
  );

test('the doctor says which kinds of operations are let in otherwise than Steward does, and what sets them right', async () => {
  expect(await team()).toEqual([]);
  await here.company.admin.query(`
    UPDATE customer_success.operation_kinds SET least_role = 'viewer' WHERE kind = 'config.publish';
    UPDATE customer_success.operation_kinds SET function_name = 'op_note_add' WHERE kind = 'note.change';
    DELETE FROM customer_success.operation_kinds WHERE kind = 'pulse.set';
    INSERT INTO customer_success.operation_kinds VALUES ('own.kind', 'op_own_kind', 'admin', 'own', 10)`);
  const found = await team();
  expect(found.map(([level, text]) => [level, text])).toEqual([
    ['error', 'Operations of the kind note.change are carried out by op_note_add.'],
    ['error', 'Operations of the kind pulse.set are taken no longer.'],
    ['error', 'Operations of the kind config.publish are taken of viewers, and should be of admins only.'],
  ]);
  for (const [, , todo] of found) if (todo?.startsWith('UPDATE')) await here.company.admin.query(todo);
  expect(await team()).toHaveLength(1);
});

test('the doctor doubts allowances that were raised or taken away, not those that were lowered', async () => {
  await here.company.admin.query(`
    UPDATE customer_success.operation_limits SET per_minute = 100000 WHERE calls = 'single';
    UPDATE customer_success.operation_limits SET per_minute = 5 WHERE calls = 'batch of an address';
    DELETE FROM customer_success.operation_limits WHERE calls = 'batch'`);
  const member = await here.company.createLogin({ role: 'viewer', scope: 'all' });
  for (const url of [here.company.url, member.url]) {
    expect((await team(url)).map(([level, text]) => [level, text])).toEqual([
      ['warning', 'Calls of the kind “single” may come 100000 times a minute, usually 60.'],
      ['warning', 'All calls of the kind “batch” are put off.'],
    ]);
  }
  for (const [, , todo] of await team()) await here.company.admin.query(todo ?? '');
  expect(await team()).toEqual([]);
});
