// The weekly recurrence in plain JavaScript: what the model's speed in WebAssembly is measured
// against.
//
// Written to be fast as well as plain, step by step as the baseline in C: rates are worked out once
// a run, quantities that have not changed are not worked out again, nothing but a few small
// constants is allocated in a run, every series is kept, in rows of one typed array.

const WEEKS_PER_MONTH = 52 / 12;
const TIERS = ['starter', 'professional', 'enterprise', 'custom'];
const COMPONENTS = ['connections', 'queries', 'app', 'bandwidth', 'jobs', 'analytics'];

export const SERIES = (
  'users free starter professional enterprise custom signups lost_users competitor mrr arr new_mrr '
  + 'expansion_mrr contraction_mrr churned_mrr revenue infra people cost burn cash cost_per_user '
  + 'capacity utilisation bottleneck page api uptime pain perceived heads team velocity stale '
  + 'phase1 phase2 phase3 sso tickets wait'
).split(' ');

const unit = (x) => (x > 1 ? 1 : x > 0 ? x : 0);
const monthStart = (month) => (month - 1) * WEEKS_PER_MONTH;
const presence = (week, since) => unit(week + 1 - since);
const hazard = (monthly) => -Math.log(1 - monthly);
const leave = (monthly) => 1 - Math.exp(-hazard(monthly) / WEEKS_PER_MONTH);
const least = (a, b) => (a < b ? a : b);
const greatest = (a, b) => (a > b ? a : b);

/**
 * The inputs of a run from the rows of parameters.csv and initiatives.csv: objects grouped as the
 * keys are, `preset` the column to read, `moved` the values that differ.
 */
export function readInputs(parameters, initiatives, preset, moved = {}) {
  const inputs = {};
  for (const row of parameters) {
    const path = row.id.split('.');
    const name = path.pop();
    const group = path.reduce((at, part) => (at[part] ??= {}), inputs);
    group[name] = Number(moved[row.id] ?? row[preset]);
  }
  inputs.tiers = TIERS.map((tier) => inputs.tiers[tier]);
  inputs.hires = Object.values(inputs.hires);
  inputs.phases = Object.values(inputs.phases);
  inputs.initiatives = initiatives.map((row) => ({
    phase: row.phase - 1,
    effort: Number(row.effort),
    gains: COMPONENTS.map((component) => Number(row[component] || 1)),
    page: Number(row.page || 1),
    api: Number(row.api || 1),
    conversion: Number(row.conversion || 1),
    availability: Number(row.availability || 0),
    service: row.kind !== '',
    sso: row.kind === 'sso',
  }));
  return inputs;
}

// 2 · What the first finished[k] initiatives of every phase make of the architecture.
function build(inputs, finished) {
  const { performance, capacity, initiatives } = inputs;
  const gain = [1, 1, 1, 1, 1, 1];
  const seen = [0, 0, 0];
  let { page, api, availability } = performance;
  let lift = 1;
  let services = 0;
  let sso = 0;
  for (const initiative of initiatives) {
    if (++seen[initiative.phase] > finished[initiative.phase]) continue;
    for (let c = 0; c < 6; c++) gain[c] *= initiative.gains[c];
    page *= initiative.page;
    api *= initiative.api;
    lift *= initiative.conversion;
    availability = greatest(availability, initiative.availability);
    if (initiative.service) services += 1;
    if (initiative.sso) sso = 1;
  }
  if (gain[1] !== 1) gain[1] = Math.pow(gain[1], 1 / capacity.query_exponent);
  const carries = [
    capacity.connections * gain[0],
    capacity.queries * gain[1],
    capacity.app * gain[2],
    capacity.bandwidth * gain[3],
    capacity.jobs * gain[4],
    capacity.analytics * gain[5],
  ];
  return { carries, page, api, lift, availability, services, sso };
}

function slowDown(servers, utilisation) {
  const offered = servers * utilisation;
  let blocking = 1;
  for (let n = 1; n <= servers; n++) blocking = (offered * blocking) / (n + offered * blocking);
  const waits = blocking / (1 - utilisation * (1 - blocking));
  return 1 + waits / (servers - offered);
}

/**
 * Runs the model into `out`, a Float64Array with room for SERIES.length numbers a week, and returns
 * the number of weeks.
 */
export function run(inputs, out) {
  const {
    growth, conversion, sales, churn, team, delivery, performance, capacity, support, infra, finance,
    tiers, hires, phases, initiatives,
  } = inputs;
  const weeks = Math.round(inputs.run.weeks);
  const servers = Math.round(performance.servers);
  const [tier1, tier2, tier3, tier4] = tiers;

  // What does not change in a run.
  const arrivals = hires.map((hire) => monthStart(hire.month) + team.delay);
  let settled = greatest(team.ramp, 1);
  for (const arrival of arrivals) settled = greatest(settled, arrival + greatest(team.ramp, 1));
  const few = least(team.engineers, 40);
  const outputToday = team.engineers / (1 + team.communication * few * few);
  const milestones = [[], [], []];
  const effort = [0, 0, 0];
  for (const initiative of initiatives) {
    effort[initiative.phase] += initiative.effort;
    milestones[initiative.phase].push(delivery.overrun * effort[initiative.phase] - 1e-9);
  }
  const pace = [0, 0, 0];
  const begins = [0, 0, 0];
  for (let k = 0; k < 3; k++) {
    effort[k] *= delivery.overrun;
    pace[k] = effort[k] / phases[k].weeks;
    begins[k] = phases[k].start - 1;
  }
  const freeHazard = hazard(churn.free) / WEEKS_PER_MONTH;
  const hazard1 = hazard(tier1.churn) / WEEKS_PER_MONTH;
  const hazard2 = hazard(tier2.churn) / WEEKS_PER_MONTH;
  const hazard3 = hazard(tier3.churn) / WEEKS_PER_MONTH;
  const hazard4 = hazard(tier4.churn) / WEEKS_PER_MONTH;
  const sensitivity1 = tier1.sensitivity;
  const sensitivity2 = tier2.sensitivity;
  const sensitivity3 = tier3.sensitivity;
  const sensitivity4 = tier4.sensitivity;
  const starterRate = leave(conversion.starter) / conversion.team;
  const professionalRate = leave(conversion.professional);
  const gates = [conversion.before_sso, 1];
  const enterpriseRate = gates.map((gate) => leave(conversion.enterprise * gate));
  const customRate = gates.map((gate) => leave(conversion.custom * gate));
  const dealRate = gates.map((gate) => (sales.deals / WEEKS_PER_MONTH) * gate);
  const expands1 = greatest(tier2.price - tier1.price, 0);
  const expands2 = greatest(tier3.price - tier2.price, 0);
  const expands3 = greatest(tier4.price - tier3.price, 0);
  const contracts1 = greatest(tier1.price - tier2.price, 0);
  const contracts2 = greatest(tier2.price - tier3.price, 0);
  const contracts3 = greatest(tier3.price - tier4.price, 0);
  const rivalLoss = 1 - Math.exp(-freeHazard);
  const partnersOpen = monthStart(growth.partner_month);
  const windowCloses = growth.window_month * WEEKS_PER_MONTH;
  const chatbotOpens = monthStart(support.chatbot_month);
  const associatesStart = monthStart(support.associates_month);
  const salesStart = monthStart(sales.month);
  const csmStart = monthStart(finance.csm_month);
  const raiseWeek = Math.floor(monthStart(finance.raise_month) + 1e-9);
  const paidFixed = 1 - infra.reserved * infra.reserved_saving;
  const paidUser = infra.per_user * (1 - infra.spot * infra.spot_saving);
  const hurts = churn.performance * (1 - churn.relief);
  const loading = team.loading / 12;
  const founders = finance.founders * finance.founder_salary;
  const fixedCost = finance.overhead + finance.content;
  const stages = [infra.stage1, infra.stage2, infra.stage3];

  // What passes from one week to the next.
  let n1 = tier1.accounts;
  let n2 = tier2.accounts;
  let n3 = tier3.accounts;
  let n4 = tier4.accounts;
  let seated = n1 * tier1.seats + n2 * tier2.seats + n3 * tier3.seats + n4 * tier4.seats;
  let mrr = n1 * tier1.price + n2 * tier2.price + n3 * tier3.price + n4 * tier4.price;
  let free = greatest(inputs.start.users - seated, 0);
  let users = free + seated;
  let rival = growth.competitor;
  let { cash } = finance;
  let { content } = growth;
  let perceived = 0;
  let stale = 0;
  let backlog = 0;
  const done = [0, 0, 0];
  const finished = [0, 0, 0];
  let architecture = build(inputs, finished);
  let heads = 0;
  let output = 0;
  let payroll = 0;
  let teamIsFinal = false;
  let queueAt = 0;
  let queueSlows = 1;
  let at = 0;

  for (let t = 0; t < weeks; t++) {
    // 1 · Team
    if (!teamIsFinal) {
      let able = team.engineers;
      let fresh = 0;
      heads = team.engineers;
      payroll = team.engineers * team.salary;
      for (let j = 0; j < arrivals.length; j++) {
        const present = presence(t, arrivals[j]);
        if (present > 0) {
          const grown = team.ramp > 0 ? unit((t + 1 - arrivals[j]) / team.ramp) : 1;
          heads += present;
          able += present * (team.ramp_start + (1 - team.ramp_start) * grown);
          fresh += present * (1 - grown);
          payroll += present * hires[j].salary;
        }
      }
      const talking = least(heads, 40);
      const cliff = unit((fresh / heads - team.cliff_share) / greatest(1 - team.cliff_share, 1e-9));
      output = (greatest(able - team.mentoring * fresh, 0) * (1 - team.cliff_loss * cliff))
        / (1 + team.communication * talking * talking);
      teamIsFinal = t >= settled;
    }

    // 2 · Architecture
    let changed = false;
    for (let k = 0; k < 3; k++) {
      while (finished[k] < milestones[k].length && done[k] >= milestones[k][finished[k]]) {
        finished[k]++;
        changed = true;
      }
    }
    if (changed) architecture = build(inputs, finished);
    const { carries, sso, lift } = architecture;

    // 3 · Load and service quality
    const load0 = users / carries[0];
    const load2 = users / carries[2];
    const load3 = users / carries[3];
    const load4 = users / carries[4];
    const load5 = users / carries[5];
    const others = greatest(greatest(load0, load2), greatest(greatest(load3, load4), load5));
    // Up to full load x^e is at most x: below another component the queries stay below it.
    let load1 = users / carries[1];
    if (load1 > 1 || capacity.query_exponent < 1 || load1 >= others * (1 - 1e-12)) {
      load1 = Math.pow(load1, capacity.query_exponent);
    }
    const utilisation = greatest(others, load1);
    const full = utilisation * (1 - 1e-12);
    const bottleneck = load0 >= full ? 0 : load1 >= full ? 1 : load2 >= full ? 2
      : load3 >= full ? 3 : load4 >= full ? 4 : 5;
    let page = performance.timeout;
    let api = performance.timeout;
    if (utilisation < 1 - 1e-12) {
      const limited = least(utilisation, 0.99);
      if (limited !== queueAt) {
        queueAt = limited;
        queueSlows = slowDown(servers, limited);
      }
      page = least(architecture.page * queueSlows, performance.timeout);
      api = least(architecture.api * queueSlows, performance.timeout);
    }
    let uptime = architecture.availability;
    if (utilisation > 1) uptime *= 1 - performance.peak * (1 - 1 / utilisation);
    const pain = 1 - (1 - unit((page - 2) / 8)) * (1 - unit((0.995 - uptime) / 0.045));
    perceived += (pain - perceived) / churn.perception;

    // 4 · Work
    const productive = output * (1 - least(architecture.services * delivery.ops, 0.5));
    let left = team.scaling * productive;
    for (let k = 0; k < 3; k++) {
      if (t >= begins[k]) {
        const spent = greatest(least(left, least(pace[k], effort[k] - done[k])), 0);
        done[k] += spent;
        left -= spent;
      }
    }
    const velocity = ((1 - team.scaling) * productive + left) / outputToday;
    stale += (unit(1 - velocity / 0.7) - stale) / 13;

    // 5 · Support
    const deflected = least(
      support.chatbot * unit((t - chatbotOpens) / support.ramp)
        + support.selfservice * unit((t - support.selfservice_week + 1) / support.ramp),
      0.95,
    );
    const tickets = users * support.tickets * (1 + 2 * perceived) * (1 - deflected);
    const agents = support.agents + support.associates * presence(t, associatesStart);
    const closed = greatest(agents * support.rate, 1e-9);
    backlog = least(greatest(backlog + tickets - closed, 0), support.patience * closed);
    const wait = backlog / closed;

    // 6 · Churn
    const x = hurts * perceived + churn.support * unit(wait / 2) + churn.stale * stale;
    const plain = Math.exp(x);
    const multiplier1 = sensitivity1 === 1 ? plain : Math.exp(sensitivity1 * x);
    const multiplier2 = sensitivity2 === 1 ? plain
      : sensitivity2 === sensitivity1 ? multiplier1 : Math.exp(sensitivity2 * x);
    const multiplier3 = sensitivity3 === 1 ? plain : sensitivity3 === sensitivity1 ? multiplier1
      : sensitivity3 === sensitivity2 ? multiplier2 : Math.exp(sensitivity3 * x);
    const multiplier4 = sensitivity4 === 1 ? plain : sensitivity4 === sensitivity1 ? multiplier1
      : sensitivity4 === sensitivity2 ? multiplier2
        : sensitivity4 === sensitivity3 ? multiplier3 : Math.exp(sensitivity4 * x);
    const freeLost = free * (1 - Math.exp(-freeHazard * plain));
    const lost1 = n1 * (1 - Math.exp(-hazard1 * multiplier1));
    const lost2 = n2 * (1 - Math.exp(-hazard2 * multiplier2));
    const lost3 = n3 * (1 - Math.exp(-hazard3 * multiplier3));
    const lost4 = n4 * (1 - Math.exp(-hazard4 * multiplier4));
    const seatsLost = lost1 * tier1.seats + lost2 * tier2.seats + lost3 * tier3.seats
      + lost4 * tier4.seats;

    // 7 · Acquisition and conversion
    const room = unit(1 - (users + rival) / growth.market);
    const quality = (1 - growth.pain_loss * perceived) * (1 - growth.stale_loss * stale);
    const loyal = t >= windowCloses && users < rival ? 1 - growth.window_penalty : 1;
    const partners = growth.partner * unit((t - partnersOpen) / growth.partner_ramp);
    const signups = least(
      (growth.viral * users * loyal + content + partners) * room * quality,
      greatest(growth.market - users - rival, 0),
    );
    content *= 1 + growth.content_growth;
    rival *= 1 + growth.competitor_growth * room - rivalLoss;
    const stay = free - freeLost;
    const fresh = least(stay * starterRate * lift * quality, stay / tier1.seats);
    const moves = room * quality;
    const up1 = (n1 - lost1) * professionalRate * moves;
    const up2 = (n2 - lost2) * enterpriseRate[sso] * moves;
    const up3 = (n3 - lost3) * customRate[sso] * moves;
    const reps = sales.reps * presence(t, salesStart);
    const deals = reps * dealRate[sso] * moves;

    // 8 · Revenue movements
    free = greatest(stay - fresh * tier1.seats, 0) + signups;
    n1 += fresh - up1 - lost1;
    n2 += up1 - up2 - lost2;
    n3 += up2 - up3 + deals - lost3;
    n4 += up3 - lost4;
    const opening = mrr;
    const served = users;
    mrr = n1 * tier1.price + n2 * tier2.price + n3 * tier3.price + n4 * tier4.price;
    seated = n1 * tier1.seats + n2 * tier2.seats + n3 * tier3.seats + n4 * tier4.seats;
    users = free + seated;

    // 9 · Money
    let fixed = infra.stage0;
    for (let k = 0; k < 3; k++) if (t >= begins[k]) fixed = stages[k];
    const bill = fixed * paidFixed + served * paidUser;
    const people = loading * (payroll + founders + finance.csm_salary * presence(t, csmStart)
      + agents * finance.agent_salary + reps * finance.rep_salary);
    const revenue = (opening + mrr) / 2;
    const cost = bill + people + fixedCost + finance.fee * revenue;
    const burn = cost - revenue;
    cash -= burn / WEEKS_PER_MONTH;
    if (t === raiseWeek) cash += finance.raise;

    // The row, in the order of SERIES.
    out[at] = users;
    out[at + 1] = free;
    out[at + 2] = n1;
    out[at + 3] = n2;
    out[at + 4] = n3;
    out[at + 5] = n4;
    out[at + 6] = signups;
    out[at + 7] = freeLost + seatsLost;
    out[at + 8] = rival;
    out[at + 9] = mrr;
    out[at + 10] = 12 * mrr;
    out[at + 11] = fresh * tier1.price + deals * tier3.price;
    out[at + 12] = up1 * expands1 + up2 * expands2 + up3 * expands3;
    out[at + 13] = up1 * contracts1 + up2 * contracts2 + up3 * contracts3;
    out[at + 14] = lost1 * tier1.price + lost2 * tier2.price + lost3 * tier3.price
      + lost4 * tier4.price;
    out[at + 15] = revenue;
    out[at + 16] = bill;
    out[at + 17] = people;
    out[at + 18] = cost;
    out[at + 19] = burn;
    out[at + 20] = cash;
    out[at + 21] = users > 0 ? bill / users : 0;
    out[at + 22] = carries[bottleneck];
    out[at + 23] = utilisation;
    out[at + 24] = bottleneck;
    out[at + 25] = page;
    out[at + 26] = api;
    out[at + 27] = uptime;
    out[at + 28] = pain;
    out[at + 29] = perceived;
    out[at + 30] = heads;
    out[at + 31] = output;
    out[at + 32] = velocity;
    out[at + 33] = stale;
    out[at + 34] = effort[0] > 0 ? done[0] / effort[0] : 1;
    out[at + 35] = effort[1] > 0 ? done[1] / effort[1] : 1;
    out[at + 36] = effort[2] > 0 ? done[2] / effort[2] : 1;
    out[at + 37] = sso;
    out[at + 38] = tickets;
    out[at + 39] = wait;
    at += 40;
  }
  return weeks;
}
