// @ts-check

/** @param {string} words separated by spaces */
function list(words) {
  return words.trim().split(/\s+/);
}

/** @param {string} lines */
function lines(lines) {
  return lines
    .trim()
    .split('\n')
    .map((line) => line.trim());
}

export const firstNames = list(`
  Aaliyah Abel Adriana Aiko Alba Aleksander Amara Amit Ana Anders Andrea Anouk Anton Arjun Astrid Aurelio Ayşe Beatriz
  Ben Bianca Bram Bruno Callum Camila Carla Catalina Chloe Clara Dalia Daniel Daria David Deepa Diego Dina Elena Elias
  Elif Emil Emma Erik Esther Fatima Felix Fiona Florian Freya Gabriel Giulia Grace Hana Hannah Hassan Helena Hugo Ibrahim
  Ines Ingrid Irene Isaac Isla Ivan Jack Jana Jasmine Javier Jia Joana Joel Julia Kai Karim Katarina Kenji Kwame Lars
  Laura Leila Leo Liam Lina Linh Louis Lucia Luka Maja Malik Marco Margot Maria Marta Mateo Mei Mila Milan Mina Mohamed
  Nadia Naomi Nia Nikhil Nils Nina Noah Noor Nora Olga Oliver Omar Oscar Pablo Paola Pavel Petra Rafael Rania Ravi Rosa
  Ruth Sakura Salma Samuel Sana Sanne Santiago Sara Selma Sergei Sofia Stefan Sven Tara Teresa Theo Thomas Tim Tova Uma
  Valeria Vera Victor Wanjiru Wei Yara Yusuf Zara Zoe
`);

export const lastNames = list(`
  Abbott Achterberg Adeyemi Ahlström Akhtar Albrecht Almeida Andersen Anyanwu Aoki Aranda Bakker Banerjee Barros Bauer
  Becker Bellamy Benedetti Bergström Bianchi Blackwood Bonnet Bosch Brandt Calloway Cardoso Carlsen Castro Chandra Chen
  Christensen Costa Cruz Dahl Dalton Das Delacroix Demir Desai Diaz Dietrich Dubois Duarte Ekström Eriksen Esposito
  Fairbanks Farouk Fernandes Ferrari Fischer Fontaine Forsberg Fujita Galloway Garcia Gupta Haas Hakim Hale Hansen
  Hartmann Hayashi Henriksen Herrera Hoang Hoffmann Holm Huang Ibarra Iyer Jankowski Jansen Jimenez Johansson Kapoor
  Karlsen Kaya Keller Khalil Kimura Kowalski Krüger Kuznetsov Lang Larsson Laurent Le Lehmann Lewandowski Lindgren Lopez
  Lund Maas Mancini Marchetti Martins Mbeki Mehta Mendes Meyer Moreau Moreno Mwangi Nakamura Navarro Nguyen Nielsen
  Nkosi Novak Nowak Okafor Okonkwo Olsen Ortega Osei Palmer Park Patel Pereira Petrov Pinto Popescu Quinn Rahman Ramos
  Reyes Ricci Rivera Romano Rossi Roux Ruiz Saito Salazar Santos Sato Schneider Schmidt Serrano Shah Silva Sinclair
  Singh Sokolov Suzuki Svensson Takahashi Tanaka Teixeira Thorne Torres Tran Turner Ueda Varga Vasquez Vermeer Vogel
  Volkov Wagner Walsh Wang Weber Weiss Whitfield Wu Yamamoto Yildiz Zhang Ziegler
`);

export const companyRoots = list(`
  Alderbrook Amberlake Arcwell Ashgrove Bayhollow Bellmere Birchfield Blueharbor Boulderway Briarstone Brightmoor
  Caldera Cedarline Clearmont Cobaltia Coppervale Corvanta Crestfall Dovewick Driftmark Eastmere Elmhaven Emberly
  Everholt Fairmoss Fernhollow Finchgate Flintridge Foxmere Galewood Glenarrow Goldcrest Granitebay Greenhalt Harborlight
  Hawkstone Hazelmont Heronfield Highmarsh Hollowpine Ironbrook Ivorycliff Juniperhill Kestrelway Kingsmoor Lakemont
  Larkspur Lindenfall Lumenor Maplewright Marlowe Meridiane Mossgate Northwell Oakenshire Ostermark Palebridge Pinecrest
  Quarrystone Quillmont Ravenholt Redfern Riverstead Rookwood Rowanhill Saltmarsh Sandhaven Seabright Silverbirch Skylark
  Solenne Southmere Sparrowhill Stonewick Sunmeadow Swiftwater Tallgrass Tamarisk Thistlewood Timberlake Umberfield
  Valemont Verdania Wavecrest Westmarch Whitecairn Wildermere Willowbend Windhollow Wrenfield Yarrowdale Zephyra
`);

/** Industry, and the words its companies carry in their names. */
export const industries = /** @type {const} */ ([
  ['Logistics', ['Logistics', 'Freight', 'Forwarding', 'Haulage', 'Distribution']],
  ['Manufacturing', ['Manufacturing', 'Components', 'Castings', 'Industries', 'Precision']],
  ['Construction', ['Builders', 'Construction', 'Contracting', 'Structures', 'Civil Works']],
  ['Facilities', ['Facilities', 'Property Services', 'Maintenance', 'Building Care', 'Site Services']],
  ['Retail', ['Stores', 'Outfitters', 'Markets', 'Home Goods', 'Retail Group']],
  ['Food and drink', ['Foods', 'Bakeries', 'Dairy', 'Roasters', 'Provisions']],
  ['Healthcare', ['Clinics', 'Care Group', 'Diagnostics', 'Health Partners', 'Dental']],
  ['Energy', ['Energy', 'Solar', 'Grid Services', 'Renewables', 'Utilities']],
  ['Hospitality', ['Hotels', 'Resorts', 'Catering', 'Leisure', 'Venues']],
  ['Professional services', ['Advisory', 'Engineering', 'Surveyors', 'Consulting', 'Partners']],
  ['Education', ['Academies', 'Learning', 'Colleges', 'Training', 'Schools Trust']],
  ['Agriculture', ['Growers', 'Farms', 'Orchards', 'Seed Company', 'Harvest']],
]);

/**
 * Where accounts are: country, IANA zone, hours from UTC for the rhythm of their day, share of accounts.
 * @type {readonly (readonly [{ country: string, timezone: string, offset: number }, number])[]}
 */
export const places = [
  [{ country: 'US', timezone: 'America/New_York', offset: -5 }, 20],
  [{ country: 'US', timezone: 'America/Chicago', offset: -6 }, 13],
  [{ country: 'US', timezone: 'America/Denver', offset: -7 }, 5],
  [{ country: 'US', timezone: 'America/Los_Angeles', offset: -8 }, 11],
  [{ country: 'CA', timezone: 'America/Toronto', offset: -5 }, 5],
  [{ country: 'GB', timezone: 'Europe/London', offset: 0 }, 13],
  [{ country: 'DE', timezone: 'Europe/Berlin', offset: 1 }, 8],
  [{ country: 'NL', timezone: 'Europe/Amsterdam', offset: 1 }, 5],
  [{ country: 'SE', timezone: 'Europe/Stockholm', offset: 1 }, 4],
  [{ country: 'FR', timezone: 'Europe/Paris', offset: 1 }, 4],
  [{ country: 'ES', timezone: 'Europe/Madrid', offset: 1 }, 3],
  [{ country: 'AU', timezone: 'Australia/Sydney', offset: 10 }, 4],
  [{ country: 'IN', timezone: 'Asia/Kolkata', offset: 5.5 }, 2],
  [{ country: 'BR', timezone: 'America/Sao_Paulo', offset: -3 }, 2],
  [{ country: 'ZA', timezone: 'Africa/Johannesburg', offset: 2 }, 1],
];

export const titles = {
  champion: [
    'Head of Operations',
    'Operations Director',
    'VP Operations',
    'Director of Field Services',
    'COO',
  ],
  admin: ['IT Administrator', 'Systems Manager', 'Operations Systems Lead', 'Application Owner'],
  member: [
    'Project Manager',
    'Site Manager',
    'Planner',
    'Shift Lead',
    'Coordinator',
    'Field Technician',
    'Team Lead',
    'Operations Analyst',
    'Dispatcher',
    'Quality Manager',
    'Scheduler',
    'Account Coordinator',
    'Warehouse Supervisor',
  ],
};

export const ticketSubjects = {
  low: lines(`
    How do I rename a board?
    Can we change the start of the week?
    Where do I find last year's reports?
    Colour of overdue tasks
    Question about the invoice address
    Sort order of the task list
  `),
  normal: lines(`
    Teammate did not receive the invitation
    Import leaves out three columns
    Export stops at 500 rows
    Comment mails arrive twice
    Shift schedule shows the wrong time zone
    Template loses its attachments
    Search does not find closed work orders
    Check-in keeps asking for a location
  `),
  high: lines(`
    Integration has not synced since yesterday
    Dashboard takes a minute to open
    Automation runs twice for one order
    Approvals are stuck for the night shift
    Figures differ between report and dashboard
    Users lost their permissions after the update
  `),
  urgent: lines(`
    Nobody on our team can sign in
    Work orders of this morning are missing
    Invoices went out with wrong amounts
    The board does not load for anyone
  `),
};

export const outageSubjects = lines(`
  The product has been down for us all morning
  Nothing loads since about nine
  Error page on every screen
`);

export const npsComments = {
  promoter: lines(`
    The board is the first thing we open in the morning.
    Closing work orders takes half the time it used to.
    Support answers quickly and knows the product.
    New people find their way on the first day.
    The weekly report saves me an afternoon.
    Approvals on the phone changed how our sites work.
  `),
  passive: lines(`
    Does the job, but exports could be better.
    Good for planning, reporting is a bit thin.
    Useful, though the mobile app is slow at times.
    We use a small part of it.
    Fine so far. More templates would help.
  `),
  detractor: lines(`
    Too slow when the whole team is on it.
    We went back to spreadsheets for the schedule.
    The price rose and we saw nothing for it.
    Tickets take days until somebody understands them.
    Hard to get the team to use it.
    After the outage we cannot rely on it.
  `),
};
