import { letter, type Starter } from './letter';

export const renewal90: Starter = {
  key: 'renewal_90',
  name: 'Renewal in 90 days',
  occasion: 'Three months ahead: whether it has been worth it.',
  category: 'renewal',
  subject: 'Before your renewal: has it been worth it?',
  preheader: 'Three questions, and nothing to sign yet.',
  mjml: letter(`
<p>{% if account.renewal_on %}Your agreement with us renews on {{ account.renewal_on | day }}.{% else %}Your agreement with us renews in about three months.{% endif %} There is nothing to sign yet. Before we speak about terms, I’d like to know whether we have done what you chose us for.</p>
<ol>
  <li>What has worked for your team?</li>
  <li>What hasn’t?</li>
  <li>What should be different a year from now?</li>
</ol>
<p>Two lines back will do, or tell me when to call. I’ll come with what we see on our side.</p>`),
};

export const renewal60: Starter = {
  key: 'renewal_60',
  name: 'Renewal in 60 days',
  occasion: 'Two months ahead: what the next term should look like.',
  category: 'renewal',
  subject: 'Your next term: more, less, or the same?',
  preheader: 'So that it fits how your team works.',
  mjml: letter(`
<p>{% if account.renewal_on %}On {{ account.renewal_on | day }} your agreement renews.{% else %}In about two months your agreement renews.{% endif %} I’d like the next term to fit how {{ account.name }} works.</p>
{% if account.seats %}<p>Today you have {{ account.seats }} seats{% if usage.active_users %}, and {{ usage.active_users }} of your people were active in the last four weeks{% endif %}. Should it be more, fewer, or the same?</p>{% else %}<p>Should it be more, less, or the same?</p>{% endif %}
<p>And who besides you has to be part of it? Purchasing and legal often need a few weeks, so I’d rather bring them in early.</p>`),
};

export const renewal30: Starter = {
  key: 'renewal_30',
  name: 'Renewal in 30 days',
  occasion: 'One month ahead: what is still open.',
  category: 'renewal',
  subject: 'One month until your renewal: is anything open?',
  preheader: 'If all is well, a short yes is enough.',
  mjml: letter(`
<p>{% if account.renewal_on %}Your agreement renews on {{ account.renewal_on | day }}.{% else %}Your agreement renews in about a month.{% endif %} To go on as we are, a short yes is enough.</p>
<p>If something should change, please tell me within the next week. Then there is time to do it properly.</p>
<p>And if you are in doubt whether to go on at all, I’d be grateful to hear it now and from you. I’ll listen before I answer.</p>`),
};
