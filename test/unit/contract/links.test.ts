import { describe, expect, test } from 'vitest';
import { linkTemplateSchema, linkTo } from '../../../src-preload/contract/links';

const account = { id: 5, externalId: 'A 1/ü?', name: 'Krüger & Söhne' };

describe('a link to another system', () => {
  test('names the account by the company’s own id, by its name or by ours', () => {
    expect(linkTo('https://crm.test/a/{external_id}?q={name}&n={id}', account)).toBe(
      'https://crm.test/a/A%201%2F%C3%BC%3F?q=Kr%C3%BCger%20%26%20S%C3%B6hne&n=5',
    );
  });

  test.each(['https://crm.test/{external_id}', 'https://crm.test', ' https://crm.test/x '])(
    'may be %s',
    (template) => expect(linkTemplateSchema.safeParse(template).success).toBe(true),
  );

  test.each([
    'http://crm.test/{id}',
    'javascript:alert(1)',
    'https://{external_id}.evil.test/',
    'https://crm.test/{password}',
    'https://',
    '',
  ])('may not be “%s”', (template) => expect(linkTemplateSchema.safeParse(template).success).toBe(false));
});
