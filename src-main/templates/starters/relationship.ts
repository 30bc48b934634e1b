import { letter, type Starter } from './letter';

export const lowUsage: Starter = {
  key: 'low_usage',
  name: 'Less in use',
  occasion: 'The account uses less than it did, and nobody has said why.',
  category: 'relationship',
  subject: 'How is {{ account.name }} getting on?',
  preheader: 'One line back is enough.',
  mjml: letter(`
<p>{% if usage.active_users and account.seats %}In the last four weeks your team used {{ usage.active_users }} of its {{ account.seats }} seats.{% else %}Your team seems to use us less than it did.{% endif %} I’d rather ask you than guess why.</p>
<p>Is something in the way, or is it just a quiet time? One line back is enough.</p>
<p>If something doesn’t work as it should, I’ll take it up on our side. If new people have joined, I’m glad to show them around; half an hour usually does.</p>`),
};

export const championLeft: Starter = {
  key: 'champion_left',
  name: 'Our contact has left',
  occasion: 'To whoever takes over from a champion who is gone.',
  category: 'relationship',
  subject: 'Picking up where things stand at {{ account.name }}',
  preheader: 'Twenty minutes, so that nothing gets lost.',
  mjml: letter(`
<p>I look after {{ account.name }} at {{ company.name }}. The colleague I was in touch with has moved on, and I’d like to make sure that nothing gets lost in between.</p>
<p>Could we take twenty minutes in the coming days? I’d bring:</p>
<ul>
  <li>what your team uses today, and what was planned next,</li>
  <li>what is still open between us,</li>
  <li>{% if account.renewal_on %}what there is to know about your agreement, which renews on {{ account.renewal_on | day }}.{% else %}what there is to know about your agreement.{% endif %}</li>
</ul>
<p>If somebody else is the right person to talk to, a name is all I need.</p>`),
};

export const onboardingStuck: Starter = {
  key: 'onboarding_stuck',
  name: 'Onboarding has stopped',
  occasion: 'A new account whose setup has not moved for some time.',
  category: 'onboarding',
  subject: 'Shall we do the next step together?',
  preheader: 'Setting up takes time that nobody has. Let’s share it.',
  mjml: letter(`
<p>Setting something up next to the daily work takes time that nobody has. It looks as if it has stopped for now at {{ account.name }}, which is nothing unusual.</p>
<p>I’d suggest that we do the next step together: you share your screen, I know the way, and after 30 minutes it’s done.</p>
<p>Which of these is closest?</p>
<ul>
  <li>We just need the half hour: send me two times that suit you.</li>
  <li>Something technical holds us up: tell me what, and I’ll bring the right person.</li>
  <li>The timing is wrong: tell me when to ask again, and I’ll wait until then.</li>
</ul>`),
};

export const winBack: Starter = {
  key: 'win_back',
  name: 'Win back',
  occasion: 'Some time after an account has left.',
  category: 'news',
  subject: 'What could we have done better for {{ account.name }}?',
  preheader: 'An honest question, and no offer.',
  mjml: letter(`
<p>Some time has passed since {{ account.name }} and {{ company.name }} parted ways. I haven’t written to sell you anything. I’d like to learn from it.</p>
<p>If there was one thing that we should have done differently, what was it? Whatever you answer goes to the people who can change it.</p>
<p>And should what you were missing be there one day, would you want to hear of it? A yes or a no is enough.</p>`),
};
