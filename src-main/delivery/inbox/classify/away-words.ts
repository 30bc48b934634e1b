/** What answers by themselves say, in the languages that customers write in. */

/** Of somebody who is there no more; each names the place or the work, so that who no longer reads a mail is not meant. */
const left: readonly RegExp[] = [
  /\b(no longer|not any ?more|not) (works?|working|be working|employed|with|at|part of|a member of|an employee of|on the team)\b.{0,60}\b(here|us|for|at|with|company|compan|organi[sz]ation|team|firm|inc|ltd|llc|gmbh|corp)/i,
  /\bno longer (works? (here|at|for|with)|with (the company|us|our|this)|employed|an employee|at (the company|this (company|address))|part of (the|our) (company|team|organi[sz]ation))/i,
  /\b(has|have|had) (left|departed( from)?|moved on from|retired from|resigned from) (the |our |this )?(company|organi[sz]ation|firm|business|team|agency|university|[A-Z]\w+)/,
  /\b(has|have) (retired|moved on to (a new|another|other|pursue))\b/i,
  /\bmy last (working )?day (at|with|in|was)\b/i,
  /\bthis (mailbox|e-?mail address|address|account) is no longer (monitored|in use|active|valid)[^.]{0,80}\b(left|departed|departure)\b/i,
  /\bnicht mehr (f[üu]r|bei|im|in|unter|zum|teil)\b.{0,60}(t[äa]tig|besch[äa]ftigt|erreichbar|unternehmen|firma|gesellschaft|team|haus)/i,
  /\b(unternehmen|firma|gesellschaft|haus|hause)\b.{0,30}\b(verlassen|ausgeschieden)|\baus (dem|unserem) unternehmen\b.{0,30}\bausgeschieden|\bist ausgeschieden\b/i,
  /\bne (travaille|fait|font|travaillent) plus\b.{0,40}|\bn[’'](est|appartient) plus\b.{0,40}(soci[ée]t[ée]|entreprise|salari|effectif|[ée]quipe|chez|parmi)|\ba quitt[ée] (la|l[’']|notre|ses|son)/i,
  /\bya no (trabaja|labora|pertenece|forma parte|est[áa] en la (empresa|compa[ñn][íi]a))|\bha (dejado|abandonado) (la|nuestra) (empresa|compa[ñn][íi]a|organizaci[óo]n)/i,
  /\bnon (lavora|fa|opera|collabora) pi[ùu](?!\p{L}).{0,40}|\bha lasciato (l[’']|la |il |nostr)(azienda|societ[àa]|gruppo|a azienda)/iu,
  /\bniet (meer|langer) (werkzaam|in dienst|actief)|\b(is|zijn) uit dienst\b|\bheeft (de|het|onze|ons) (organisatie|bedrijf|onderneming) verlaten/i,
  /\b(j[áa] n[ãa]o|n[ãa]o) (trabalha|faz parte|colabora|integra)( mais)?\b.{0,40}(empresa|equipa|equipe|aqui|conosco|connosco|time|nossa|na |no )|\bdeixou (a|de fazer parte d) ?(a )?(nossa )?(empresa|companhia|equip)/i,
  /(?<!\p{L})(arbetar|jobbar|[äa]r) (inte l[äa]ngre|ej l[äa]ngre)\b.{0,40}|\bhar (slutat|l[äa]mnat (f[öo]retaget|sin tj[äa]nst))/iu,
  /\b(er|arbejder|jobber) ikke l[æa]nger(e)?\b.{0,40}|\bikke lenger (ansatt|jobber|i )|\b(har|er) (fratr[åa]dt|sluttet)\b/i,
  /\bei (en[äa][äa]|ole en[äa][äa]) (ty[öo]skentele|ole|palveluksessa)/i,
  /\bnie (pracuje|jest) ju[żz](?!\p{L})|\bju[żz] nie pracuj[eę]|\bzako[ńn]czy[łl]a? (prac[ęe]|wsp[óo][łl]prac[ęe])/iu,
  /\bji[žz] (zde|u n[áa]s|ve|v)\b.{0,30}nepracuje|\bnepracuje (ji[žz]|zde)/i,
  /больше не работает|уволил(ся|ась)|退職(いた|し|致)|退社(いた|し)|已(经)?(离职|離職)|已不在(本)?公司|퇴사|더 ?이상 근무하지/i,
];

const away: readonly RegExp[] = [
  /\b(out of|away from|not in) (the |my )?office\b|\bon (annual |parental |maternity |paternity |sick |medical |family )?(leave|vacation|holidays?|pto)\b|\b(i am|i[’']m|i will be|currently) (away|travell?ing|unavailable|on the road|off)\b|\blimited access to (my )?e-?mail|\bback (in the office )?on\b|\bwill return\b|\bi will reply (when|upon|as soon as)/i,
  /\b(abwesend|nicht im (b[üu]ro|haus)|im urlaub|in elternzeit|mutterschutz|au[ßs](ss)?er haus|wieder (f[üu]r sie )?(da|erreichbar|im b[üu]ro)|dienstreise)/i,
  /\b(absente?|en (cong[ée]s?|vacances|d[ée]placement|formation)|de retour|hors du bureau)(?!\p{L})/iu,
  /\b(fuera de (la |mi )?oficina|de vacaciones|ausente|de baja|vuelvo el|regres(o|ar[ée]))/i,
  /\b(fuori (sede|ufficio)|in ferie|assente|in vacanza|rientr(o|er[òo]))/i,
  /\b(afwezig|met (vakantie|verlof)|niet op kantoor|weer (aanwezig|terug|bereikbaar))/i,
  /\b(fora do escrit[óo]rio|de f[ée]rias|ausente|de licen[çc]a|estarei de volta|retorno)/i,
  /\b(p[åa] semester|inte p[åa] kontoret|[åa]ter p[åa] kontoret|p[åa] ferie|ikke p[åa] kontoret|tilbage|tilbake|f[öo]r[äa]ldraledig|poissa|lomalla)/i,
  /\b(nieobecn|na urlopie|poza biurem|wracam|dovolen|mimo kancel|szabads[áa]g|izinde|tatilde)/i,
  /в отпуске|отсутству|不在|休暇|休假|外出|出差|휴가|부재/i,
];

/** Whether the words of an answer say that somebody left for good. */
export function saysLeft(text: string): boolean {
  return left.some((words) => words.test(text));
}

/** Whether they say that somebody is away for a while. */
export function saysAway(text: string): boolean {
  return away.some((words) => words.test(text));
}

/** Whether somebody asks to get nothing more. */
export function saysUnsubscribe(text: string): boolean {
  return (
    /^\W*(unsubscribe|stop|remove me|abmelden|austragen|d[ée]sinscri(re|ption|vez-moi)|baja|darme de baja|disiscri(vi|zione|vermi)|uitschrijven|afmelden)\W*$/i.test(
      text,
    ) ||
    /\b(please|kindly|can you|could you|want to|would like to|bitte)\b.{0,40}\b(unsubscribe|remove me|take me off|stop (sending|e-?mailing|writing)|opt me out|abmelden|austragen|aus (dem|ihrem) verteiler)/i.test(
      text,
    )
  );
}
