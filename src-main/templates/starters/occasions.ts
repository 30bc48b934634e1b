import { letter, type Starter } from './letter';

export const milestoneThanks: Starter = {
  key: 'milestone_thanks',
  name: 'Thanks after a milestone',
  occasion:
    'Somebody has reached something that took work: for celebrations, which tell of all that fell together.',
  category: 'celebration',
  subject: 'You did it: {{ milestone.name | default: "a milestone for your team" }}',
  preheader: 'A short thank you, and one question.',
  mjml: letter(`
<p>{% if milestone.name %}Done at {{ account.name }}: {{ milestone.name }}.{% else %}{{ account.name }} has come a good way with us.{% endif %} That took work, and I know that much of it was yours. Thank you.</p>
{% if celebration.words %}<p>{{ celebration.words }}</p>{% endif %}
{% if celebration.points %}<p>Points for {{ account.name }}: {{ celebration.points }}.</p>{% endif %}
<p>Is there somebody on your team who should hear it too? Tell me who, and I’ll write them a line.</p>
<p>And what would you like to get done next? I’ll see what we can do to make it easier.</p>`),
};

export const executiveReview: Starter = {
  key: 'executive_review',
  name: 'Executive review',
  occasion: 'An invitation to look at the whole with whoever decides.',
  category: 'relationship',
  subject: 'A look at the whole: {{ account.name }} and {{ company.name }}',
  preheader: '45 minutes on what it brings you, and what comes next.',
  mjml: letter(`
<p>Once in a while it’s worth stepping back from the daily questions. I’d like to invite you to a review of 45 minutes on three things:</p>
<ol>
  <li>What {{ account.name }} wanted to reach with us, and how far it has come.</li>
  <li>What holds your team up, from what we see and from what you hear.</li>
  <li>What matters to you in the coming year, and what we should do for it.</li>
</ol>
<p>Somebody from our management will join, so that decisions can be made there and then.{% if account.renewal_on %} Your agreement renews on {{ account.renewal_on | day }}; that is not what this is about.{% endif %}</p>
<p>Which two times in the next three weeks suit you?</p>`),
};
