import type { Brand } from '../../src-preload/contract/templates/brand';

export const brandPatch: Brand = {
  company_name: 'Acme Software',
  postal_address: '1 Harbour Street, Dublin',
  website: 'https://acme.example',
  logo_url: null,
  color: '#1f5fbf',
  sender_name: 'Ada of Acme',
  sender_address: 'ada@acme.example',
};

/** A template as a desktop sends it. */
export function templatePatch(subject = 'Hello', more: Readonly<Record<string, unknown>> = {}) {
  const content = { subject, preheader: '', mjml: '<mjml></mjml>', html: '<p>Hello</p>' };
  return { name: 'Letter', category: 'relationship', language: 'en', content, ...more };
}
