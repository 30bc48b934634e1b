/** A template that a team begins with. */
export interface Starter {
  /** By which it is known, as `low_usage`. */
  readonly key: string;
  readonly name: string;
  /** When to send it, in a sentence. */
  readonly occasion: string;
  readonly category: 'relationship' | 'renewal' | 'onboarding' | 'celebration' | 'news';
  readonly subject: string;
  readonly preheader: string;
  readonly mjml: string;
}

/**
 * A letter: one column that is easy to read in the light and in the dark, the company above, who writes and the duties below.
 * @param body paragraphs in HTML with Liquid
 */
export function letter(body: string): string {
  return `<mjml>
  <mj-head>
    <mj-attributes>
      <mj-all font-family="-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="26px" color="#1f2430" padding="0 32px" />
    </mj-attributes>
    <mj-style>
      p { margin: 0 0 18px; }
      ul, ol { margin: 0 0 18px; padding-left: 22px; }
      li { margin: 0 0 6px; }
      a { color: {{ brand.color }}; }
      @media (prefers-color-scheme: dark) {
        .page, .page > div { background-color: #101216 !important; }
        .card, .card table { background-color: #1a1d23 !important; }
        .words div { color: #e4e7ec !important; }
        .small div, .small a { color: #a3acb9 !important; }
        .words a { color: #9dc1ff !important; }
      }
    </mj-style>
  </mj-head>
  <mj-body css-class="page" background-color="#f3f4f6" width="600px">
    <mj-section padding="12px" />
    <mj-section css-class="card" background-color="#ffffff" border-top="4px solid {{ brand.color }}" padding="28px 0 14px">
      <mj-column>
        <mj-text css-class="words" font-size="15px" font-weight="600" padding="0 32px 22px">
          {% if brand.logo_url %}<img src="{{ brand.logo_url }}" alt="{{ company.name }}" height="28" style="height:28px" />{% else %}{{ company.name }}{% endif %}
        </mj-text>
        <mj-text css-class="words">
          <p>Hi {{ contact.first_name | default: "there" }},</p>
${indented(body)}
          <p>Best regards<br />{% if owner.name %}{{ owner.name }}<br />{% endif %}{{ company.name }}</p>
        </mj-text>
      </mj-column>
    </mj-section>
    <mj-section padding="16px 0 28px">
      <mj-column>
        <mj-text css-class="small" font-size="13px" line-height="20px" color="#5c6573">
          {{ company.name }}, {{ company.postal_address }}<br />
          You get this as our contact at {{ account.name }}.
          <a href="{{ unsubscribe.url }}" style="color:#5c6573">Unsubscribe</a>{% if preferences.url %} or <a href="{{ preferences.url }}" style="color:#5c6573">choose what comes</a>{% endif %}.
        </mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;
}

function indented(body: string): string {
  return body
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '' : `          ${line}`))
    .join('\n');
}
