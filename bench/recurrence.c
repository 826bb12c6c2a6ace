/* The weekly recurrence in plain C: what the model's speed is measured against.
 *
 * Written to be fast as well as plain: rates are worked out once a run, quantities that have not
 * changed are not worked out again, nothing is allocated in a run, every series is kept.
 *
 *   recurrence csv PARAMETERS INITIATIVES PRESET [KEY=VALUE]…   prints every series of a run
 *   recurrence time PARAMETERS INITIATIVES                      prints nanoseconds a run
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TIERS = 4, PHASES = 3, COMPONENTS = 6, EFFECTS = 10, HIRES = 5, MOST_INITIATIVES = 60 };
enum { PAGE = 6, API, CONVERSION, AVAILABILITY };
enum kind { PLAIN, SERVICE, SINGLE_SIGN_ON };

#define WEEKS_PER_MONTH (52.0 / 12.0)

/* Every parameter: the name in C and the key in parameters.csv. */
#define PARAMETERS(X) \
    X(weeks, "run.weeks") \
    X(viral, "growth.viral") X(content, "growth.content") X(content_growth, "growth.content_growth") \
    X(partner, "growth.partner") X(partner_month, "growth.partner_month") \
    X(partner_ramp, "growth.partner_ramp") X(market, "growth.market") \
    X(competitor, "growth.competitor") X(competitor_growth, "growth.competitor_growth") \
    X(window_month, "growth.window_month") X(window_penalty, "growth.window_penalty") \
    X(pain_loss, "growth.pain_loss") X(stale_loss, "growth.stale_loss") \
    X(start_users, "start.users") \
    X(price[0], "tiers.starter.price") X(seats[0], "tiers.starter.seats") \
    X(accounts[0], "tiers.starter.accounts") X(churn[0], "tiers.starter.churn") \
    X(sensitivity[0], "tiers.starter.sensitivity") \
    X(price[1], "tiers.professional.price") X(seats[1], "tiers.professional.seats") \
    X(accounts[1], "tiers.professional.accounts") X(churn[1], "tiers.professional.churn") \
    X(sensitivity[1], "tiers.professional.sensitivity") \
    X(price[2], "tiers.enterprise.price") X(seats[2], "tiers.enterprise.seats") \
    X(accounts[2], "tiers.enterprise.accounts") X(churn[2], "tiers.enterprise.churn") \
    X(sensitivity[2], "tiers.enterprise.sensitivity") \
    X(price[3], "tiers.custom.price") X(seats[3], "tiers.custom.seats") \
    X(accounts[3], "tiers.custom.accounts") X(churn[3], "tiers.custom.churn") \
    X(sensitivity[3], "tiers.custom.sensitivity") \
    X(conversion_team, "conversion.team") X(conversion[0], "conversion.starter") \
    X(conversion[1], "conversion.professional") X(conversion[2], "conversion.enterprise") \
    X(conversion[3], "conversion.custom") X(before_sso, "conversion.before_sso") \
    X(reps, "sales.reps") X(sales_month, "sales.month") X(deals, "sales.deals") \
    X(churn_free, "churn.free") X(perception, "churn.perception") \
    X(churn_performance, "churn.performance") X(churn_support, "churn.support") \
    X(churn_stale, "churn.stale") X(relief, "churn.relief") \
    X(engineers, "team.engineers") X(salary, "team.salary") X(loading, "team.loading") \
    X(delay, "team.delay") X(ramp, "team.ramp") X(ramp_start, "team.ramp_start") \
    X(mentoring, "team.mentoring") X(communication, "team.communication") \
    X(cliff_share, "team.cliff_share") X(cliff_loss, "team.cliff_loss") X(scaling, "team.scaling") \
    X(hire_month[0], "hires.1.month") X(hire_salary[0], "hires.1.salary") \
    X(hire_month[1], "hires.2.month") X(hire_salary[1], "hires.2.salary") \
    X(hire_month[2], "hires.3.month") X(hire_salary[2], "hires.3.salary") \
    X(hire_month[3], "hires.4.month") X(hire_salary[3], "hires.4.salary") \
    X(hire_month[4], "hires.5.month") X(hire_salary[4], "hires.5.salary") \
    X(phase_start[0], "phases.1.start") X(phase_weeks[0], "phases.1.weeks") \
    X(phase_start[1], "phases.2.start") X(phase_weeks[1], "phases.2.weeks") \
    X(phase_start[2], "phases.3.start") X(phase_weeks[2], "phases.3.weeks") \
    X(overrun, "delivery.overrun") X(ops, "delivery.ops") \
    X(page, "performance.page") X(api, "performance.api") X(servers, "performance.servers") \
    X(timeout, "performance.timeout") X(peak, "performance.peak") \
    X(availability, "performance.availability") \
    X(capacity[0], "capacity.connections") X(capacity[1], "capacity.queries") \
    X(capacity[2], "capacity.app") X(capacity[3], "capacity.bandwidth") \
    X(capacity[4], "capacity.jobs") X(capacity[5], "capacity.analytics") \
    X(query_exponent, "capacity.query_exponent") \
    X(tickets, "support.tickets") X(agents, "support.agents") X(rate, "support.rate") \
    X(associates, "support.associates") X(associates_month, "support.associates_month") \
    X(chatbot, "support.chatbot") X(chatbot_month, "support.chatbot_month") \
    X(selfservice, "support.selfservice") X(selfservice_week, "support.selfservice_week") \
    X(support_ramp, "support.ramp") X(patience, "support.patience") \
    X(stage[0], "infra.stage0") X(stage[1], "infra.stage1") X(stage[2], "infra.stage2") \
    X(stage[3], "infra.stage3") X(per_user, "infra.per_user") X(reserved, "infra.reserved") \
    X(reserved_saving, "infra.reserved_saving") X(spot, "infra.spot") \
    X(spot_saving, "infra.spot_saving") \
    X(cash, "finance.cash") X(founders, "finance.founders") \
    X(founder_salary, "finance.founder_salary") X(csm_month, "finance.csm_month") \
    X(csm_salary, "finance.csm_salary") X(agent_salary, "finance.agent_salary") \
    X(rep_salary, "finance.rep_salary") X(overhead, "finance.overhead") \
    X(content_budget, "finance.content") X(fee, "finance.fee") X(raise, "finance.raise") \
    X(raise_month, "finance.raise_month")

struct parameters {
    double weeks, viral, content, content_growth, partner, partner_month, partner_ramp, market,
        competitor, competitor_growth, window_month, window_penalty, pain_loss, stale_loss,
        start_users, price[TIERS], seats[TIERS], accounts[TIERS], churn[TIERS], sensitivity[TIERS],
        conversion_team, conversion[TIERS], before_sso, reps, sales_month, deals, churn_free,
        perception, churn_performance, churn_support, churn_stale, relief, engineers, salary,
        loading, delay, ramp, ramp_start, mentoring, communication, cliff_share, cliff_loss,
        scaling, hire_month[HIRES], hire_salary[HIRES], phase_start[PHASES], phase_weeks[PHASES],
        overrun, ops, page, api, servers, timeout, peak, availability, capacity[COMPONENTS],
        query_exponent, tickets, agents, rate, associates, associates_month, chatbot,
        chatbot_month, selfservice, selfservice_week, support_ramp, patience, stage[PHASES + 1],
        per_user, reserved, reserved_saving, spot, spot_saving, cash, founders, founder_salary,
        csm_month, csm_salary, agent_salary, rep_salary, overhead, content_budget, fee, raise,
        raise_month;
};

struct initiative {
    int phase;
    double effort, effects[EFFECTS];
    enum kind kind;
};

struct inputs {
    struct parameters parameters;
    struct initiative initiatives[MOST_INITIATIVES];
    int initiative_count;
};

#define SERIES(X) \
    X(users) X(free) X(starter) X(professional) X(enterprise) X(custom) X(signups) X(lost_users) \
    X(competitor) X(mrr) X(arr) X(new_mrr) X(expansion_mrr) X(contraction_mrr) X(churned_mrr) \
    X(revenue) X(infra) X(people) X(cost) X(burn) X(cash) X(cost_per_user) X(capacity) \
    X(utilisation) X(bottleneck) X(page) X(api) X(uptime) X(pain) X(perceived) X(heads) X(team) \
    X(velocity) X(stale) X(phase1) X(phase2) X(phase3) X(sso) X(tickets) X(wait)

struct week {
#define FIELD(name) double name;
    SERIES(FIELD)
#undef FIELD
};

static inline double least(double a, double b) { return a < b ? a : b; }
static inline double greatest(double a, double b) { return a > b ? a : b; }
static inline double unit(double x) { return least(greatest(x, 0), 1); }
static inline double month_start(double month) { return (month - 1) * WEEKS_PER_MONTH; }
static inline double presence(double week, double since) { return unit(week + 1 - since); }
static inline double hazard(double monthly) { return -log(1 - monthly); }
static inline double leave(double monthly) { return 1 - exp(-hazard(monthly) / WEEKS_PER_MONTH); }

struct architecture {
    double carries[COMPONENTS], page, api, lift, availability, services;
    int single_sign_on;
};

/* 2 · What the first finished[k] initiatives of every phase make of the architecture. */
static void build(const struct inputs *inputs, const int finished[PHASES], struct architecture *a) {
    const struct parameters *p = &inputs->parameters;
    int seen[PHASES] = {0};
    double gain[COMPONENTS];
    for (int c = 0; c < COMPONENTS; c++) gain[c] = 1;
    a->page = p->page, a->api = p->api, a->lift = 1, a->availability = p->availability;
    a->services = 0, a->single_sign_on = 0;
    for (int i = 0; i < inputs->initiative_count; i++) {
        const struct initiative *it = &inputs->initiatives[i];
        if (++seen[it->phase] > finished[it->phase]) continue;
        for (int c = 0; c < COMPONENTS; c++) gain[c] *= it->effects[c];
        a->page *= it->effects[PAGE], a->api *= it->effects[API];
        a->lift *= it->effects[CONVERSION];
        a->availability = greatest(a->availability, it->effects[AVAILABILITY]);
        if (it->kind != PLAIN) a->services += 1;
        if (it->kind == SINGLE_SIGN_ON) a->single_sign_on = 1;
    }
    for (int c = 0; c < COMPONENTS; c++) a->carries[c] = p->capacity[c] * gain[c];
    if (gain[1] != 1) a->carries[1] = p->capacity[1] * pow(gain[1], 1 / p->query_exponent);
}

static double slow_down(int servers, double utilisation) {
    double offered = servers * utilisation, blocking = 1;
    for (int n = 1; n <= servers; n++)
        blocking = offered * blocking / (n + offered * blocking);
    double waits = blocking / (1 - utilisation * (1 - blocking));
    return 1 + waits / (servers - offered);
}

/* Runs the model into `out`, which has room for every week, and returns the number of weeks. */
static int run(const struct inputs *inputs, struct week *out) {
    const struct parameters *const p = &inputs->parameters;
    const int weeks = (int)round(p->weeks), servers = (int)round(p->servers);

    /* What does not change in a run. */
    double arrival[HIRES], settled = 0;
    for (int j = 0; j < HIRES; j++) {
        arrival[j] = month_start(p->hire_month[j]) + p->delay;
        settled = greatest(settled, arrival[j]);
    }
    settled += greatest(p->ramp, 1);
    const double few = least(p->engineers, 40);
    const double output_today = p->engineers / (1 + p->communication * few * few);
    double milestones[PHASES][MOST_INITIATIVES], effort[PHASES] = {0}, pace[PHASES];
    int planned[PHASES] = {0}, finished[PHASES] = {0};
    for (int i = 0; i < inputs->initiative_count; i++) {
        const struct initiative *it = &inputs->initiatives[i];
        effort[it->phase] += it->effort;
        milestones[it->phase][planned[it->phase]++] = p->overrun * effort[it->phase] - 1e-9;
    }
    for (int k = 0; k < PHASES; k++) {
        effort[k] *= p->overrun;
        pace[k] = effort[k] / p->phase_weeks[k];
    }
    const double free_hazard = hazard(p->churn_free) / WEEKS_PER_MONTH;
    double hazards[TIERS];
    int same_as[TIERS]; /* the earlier tier with the same sensitivity, or the tier itself */
    for (int i = 0; i < TIERS; i++) {
        hazards[i] = hazard(p->churn[i]) / WEEKS_PER_MONTH;
        for (same_as[i] = 0; p->sensitivity[same_as[i]] != p->sensitivity[i]; same_as[i]++) {}
    }
    const double starter_rate = leave(p->conversion[0]) / p->conversion_team;
    const double professional_rate = leave(p->conversion[1]);
    const double gates[2] = {p->before_sso, 1};
    double enterprise_rate[2], custom_rate[2], deal_rate[2];
    for (int gate = 0; gate < 2; gate++) {
        enterprise_rate[gate] = leave(p->conversion[2] * gates[gate]);
        custom_rate[gate] = leave(p->conversion[3] * gates[gate]);
        deal_rate[gate] = p->deals / WEEKS_PER_MONTH * gates[gate];
    }
    double expands[TIERS - 1], contracts[TIERS - 1];
    for (int i = 0; i < TIERS - 1; i++) {
        expands[i] = greatest(p->price[i + 1] - p->price[i], 0);
        contracts[i] = greatest(p->price[i] - p->price[i + 1], 0);
    }
    const double rival_loss = 1 - exp(-free_hazard);
    const double partners_open = month_start(p->partner_month);
    const double window = p->window_month * WEEKS_PER_MONTH;
    const double chatbot_open = month_start(p->chatbot_month);
    const double associates_start = month_start(p->associates_month);
    const double sales_start = month_start(p->sales_month), csm_start = month_start(p->csm_month);
    const double raise_week = floor(month_start(p->raise_month) + 1e-9);
    const double paid_fixed = 1 - p->reserved * p->reserved_saving;
    const double paid_user = p->per_user * (1 - p->spot * p->spot_saving);
    const double performance = p->churn_performance * (1 - p->relief);
    const double loading = p->loading / 12;
    const double founders = p->founders * p->founder_salary;
    const double fixed_cost = p->overhead + p->content_budget;

    /* What passes from one week to the next. */
    double n[TIERS], seated = 0, mrr = 0, done[PHASES] = {0};
    for (int i = 0; i < TIERS; i++) {
        n[i] = p->accounts[i];
        seated += n[i] * p->seats[i];
        mrr += n[i] * p->price[i];
    }
    double free = greatest(p->start_users - seated, 0), rival = p->competitor, cash = p->cash;
    double perceived = 0, stale = 0, backlog = 0, content = p->content;
    double users = free + seated;
    double heads = 0, output = 0, payroll = 0;
    int team_is_final = 0;
    double queue_at = 0, queue_slows = 1;
    struct architecture a;
    build(inputs, finished, &a);

    for (int week = 0; week < weeks; week++) {
        const double t = week;

        /* 1 · Team */
        if (!team_is_final) {
            double able = p->engineers, fresh = 0;
            heads = p->engineers, payroll = p->engineers * p->salary;
            for (int j = 0; j < HIRES; j++) {
                double present = presence(t, arrival[j]);
                if (present > 0) {
                    double grown = p->ramp > 0 ? unit((t + 1 - arrival[j]) / p->ramp) : 1;
                    heads += present;
                    able += present * (p->ramp_start + (1 - p->ramp_start) * grown);
                    fresh += present * (1 - grown);
                    payroll += present * p->hire_salary[j];
                }
            }
            double talking = least(heads, 40);
            double cliff = unit((fresh / heads - p->cliff_share) / greatest(1 - p->cliff_share, 1e-9));
            output = greatest(able - p->mentoring * fresh, 0) * (1 - p->cliff_loss * cliff)
                / (1 + p->communication * talking * talking);
            team_is_final = t >= settled;
        }

        /* 2 · Architecture */
        int changed = 0;
        for (int k = 0; k < PHASES; k++)
            while (finished[k] < planned[k] && done[k] >= milestones[k][finished[k]])
                finished[k]++, changed = 1;
        if (changed) build(inputs, finished, &a);

        /* 3 · Load and service quality */
        double load[COMPONENTS], utilisation = 0;
        for (int c = 0; c < COMPONENTS; c++) load[c] = users / a.carries[c];
        for (int c = 0; c < COMPONENTS; c++) if (c != 1) utilisation = greatest(utilisation, load[c]);
        /* Up to full load x^e is at most x: below another component the queries stay below it. */
        if (load[1] > 1 || p->query_exponent < 1 || load[1] >= utilisation * (1 - 1e-12))
            load[1] = pow(load[1], p->query_exponent);
        utilisation = greatest(utilisation, load[1]);
        int bottleneck = 0;
        while (load[bottleneck] < utilisation * (1 - 1e-12)) bottleneck++;
        double page = p->timeout, api = p->timeout;
        if (utilisation < 1 - 1e-12) {
            double at = least(utilisation, 0.99);
            if (at != queue_at) queue_at = at, queue_slows = slow_down(servers, at);
            page = least(a.page * queue_slows, p->timeout);
            api = least(a.api * queue_slows, p->timeout);
        }
        double uptime = a.availability;
        if (utilisation > 1) uptime *= 1 - p->peak * (1 - 1 / utilisation);
        double pain = 1 - (1 - unit((page - 2) / 8)) * (1 - unit((0.995 - uptime) / 0.045));
        perceived += (pain - perceived) / p->perception;

        /* 4 · Work */
        double productive = output * (1 - least(a.services * p->ops, 0.5));
        double left = p->scaling * productive;
        for (int k = 0; k < PHASES; k++)
            if (t >= p->phase_start[k] - 1) {
                double spent = greatest(least(left, least(pace[k], effort[k] - done[k])), 0);
                done[k] += spent, left -= spent;
            }
        double velocity = ((1 - p->scaling) * productive + left) / output_today;
        stale += (unit(1 - velocity / 0.7) - stale) / 13;

        /* 5 · Support */
        double deflected = least(p->chatbot * unit((t - chatbot_open) / p->support_ramp)
            + p->selfservice * unit((t - p->selfservice_week + 1) / p->support_ramp), 0.95);
        double tickets = users * p->tickets * (1 + 2 * perceived) * (1 - deflected);
        double agents = p->agents + p->associates * presence(t, associates_start);
        double closed = greatest(agents * p->rate, 1e-9);
        backlog = least(greatest(backlog + tickets - closed, 0), p->patience * closed);
        double wait = backlog / closed;

        /* 6 · Churn */
        double x = performance * perceived + p->churn_support * unit(wait / 2) + p->churn_stale * stale;
        double plain = exp(x), free_lost = free * (1 - exp(-free_hazard * plain));
        double multiplier[TIERS], lost[TIERS], seats_lost = 0, churned = 0;
        for (int i = 0; i < TIERS; i++) {
            multiplier[i] = same_as[i] < i ? multiplier[same_as[i]]
                : p->sensitivity[i] == 1 ? plain : exp(p->sensitivity[i] * x);
            lost[i] = n[i] * (1 - exp(-hazards[i] * multiplier[i]));
            seats_lost += lost[i] * p->seats[i];
            churned += lost[i] * p->price[i];
        }

        /* 7 · Acquisition and conversion */
        double room = unit(1 - (users + rival) / p->market);
        double quality = (1 - p->pain_loss * perceived) * (1 - p->stale_loss * stale);
        double loyal = t >= window && users < rival ? 1 - p->window_penalty : 1;
        double partners = p->partner * unit((t - partners_open) / p->partner_ramp);
        double signups = least((p->viral * users * loyal + content + partners) * room * quality,
            greatest(p->market - users - rival, 0));
        content *= 1 + p->content_growth;
        rival *= 1 + p->competitor_growth * room - rival_loss;
        double stay = free - free_lost;
        double fresh_accounts = least(stay * starter_rate * a.lift * quality, stay / p->seats[0]);
        double moves = room * quality;
        double up1 = (n[0] - lost[0]) * professional_rate * moves;
        double up2 = (n[1] - lost[1]) * enterprise_rate[a.single_sign_on] * moves;
        double up3 = (n[2] - lost[2]) * custom_rate[a.single_sign_on] * moves;
        double reps = p->reps * presence(t, sales_start);
        double deals = reps * deal_rate[a.single_sign_on] * moves;

        /* 8 · Revenue movements */
        free = greatest(stay - fresh_accounts * p->seats[0], 0) + signups;
        n[0] += fresh_accounts - up1 - lost[0];
        n[1] += up1 - up2 - lost[1];
        n[2] += up2 - up3 + deals - lost[2];
        n[3] += up3 - lost[3];
        double opening = mrr, load_users = users;
        mrr = 0, seated = 0;
        for (int i = 0; i < TIERS; i++) {
            mrr += n[i] * p->price[i];
            seated += n[i] * p->seats[i];
        }
        users = free + seated;

        /* 9 · Money */
        double fixed = p->stage[0];
        for (int k = 0; k < PHASES; k++)
            if (t >= p->phase_start[k] - 1) fixed = p->stage[k + 1];
        double infra = fixed * paid_fixed + load_users * paid_user;
        double people = loading * (payroll + founders + p->csm_salary * presence(t, csm_start)
            + agents * p->agent_salary + reps * p->rep_salary);
        double revenue = (opening + mrr) / 2;
        double cost = infra + people + fixed_cost + p->fee * revenue;
        double burn = cost - revenue;
        cash -= burn / WEEKS_PER_MONTH;
        if (t == raise_week) cash += p->raise;

        out[week] = (struct week){
            .users = users, .free = free, .starter = n[0], .professional = n[1],
            .enterprise = n[2], .custom = n[3], .signups = signups,
            .lost_users = free_lost + seats_lost, .competitor = rival, .mrr = mrr,
            .arr = 12 * mrr, .new_mrr = fresh_accounts * p->price[0] + deals * p->price[2],
            .expansion_mrr = up1 * expands[0] + up2 * expands[1] + up3 * expands[2],
            .contraction_mrr = up1 * contracts[0] + up2 * contracts[1] + up3 * contracts[2],
            .churned_mrr = churned, .revenue = revenue, .infra = infra, .people = people,
            .cost = cost, .burn = burn, .cash = cash,
            .cost_per_user = users > 0 ? infra / users : 0, .capacity = a.carries[bottleneck],
            .utilisation = utilisation, .bottleneck = bottleneck, .page = page, .api = api,
            .uptime = uptime, .pain = pain, .perceived = perceived, .heads = heads,
            .team = output, .velocity = velocity, .stale = stale,
            .phase1 = effort[0] > 0 ? done[0] / effort[0] : 1,
            .phase2 = effort[1] > 0 ? done[1] / effort[1] : 1,
            .phase3 = effort[2] > 0 ? done[2] / effort[2] : 1,
            .sso = a.single_sign_on, .tickets = tickets, .wait = wait,
        };
    }
    return weeks;
}

/* Reading the inputs. */

static void fail(const char *what, const char *which) {
    fprintf(stderr, "recurrence: %s: %s\n", what, which);
    exit(2);
}

static double *parameter(struct parameters *p, const char *key) {
#define FIND(name, its_key) if (!strcmp(key, its_key)) return &p->name;
    PARAMETERS(FIND)
#undef FIND
    fail("no such parameter", key);
    return NULL;
}

/* Splits a line at its commas, in place, and returns the number of cells. */
static int split(char *line, char *cells[], int most) {
    int count = 0;
    for (char *at = line; at && count < most; count++) {
        cells[count] = at;
        at = strpbrk(at, ",\n");
        if (at) *at++ = 0;
    }
    return count;
}

static FILE *open_table(const char *path, char line[static 1024]) {
    FILE *file = fopen(path, "r");
    if (!file || !fgets(line, 1024, file)) fail("cannot be read", path);
    return file;
}

static void read_inputs(struct inputs *inputs, const char *parameters, const char *initiatives,
                        int preset_column) {
    char line[1024], *cells[20];
    FILE *file = open_table(parameters, line);
    while (fgets(line, sizeof line, file)) {
        split(line, cells, 20);
        *parameter(&inputs->parameters, cells[0]) = atof(cells[preset_column]);
    }
    fclose(file);
    file = open_table(initiatives, line);
    inputs->initiative_count = 0;
    while (fgets(line, sizeof line, file)) {
        if (inputs->initiative_count == MOST_INITIATIVES) fail("too many initiatives", initiatives);
        struct initiative *it = &inputs->initiatives[inputs->initiative_count++];
        split(line, cells, 20);
        it->phase = atoi(cells[0]) - 1;
        it->effort = atof(cells[3]);
        for (int e = 0; e < EFFECTS; e++)
            it->effects[e] = *cells[4 + e] ? atof(cells[4 + e]) : e == AVAILABILITY ? 0 : 1;
        it->kind = !strcmp(cells[14], "sso") ? SINGLE_SIGN_ON : *cells[14] ? SERVICE : PLAIN;
    }
    fclose(file);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

enum { BATCHES = 40, RUNS = 200, MOST_WEEKS = 520 };

static struct inputs inputs;
static struct week rows[MOST_WEEKS];

/* The median over batches of runs whose word of mouth differs a little from run to run. */
static void time_runs(void) {
    static volatile double sink;
    double times[BATCHES];
    const double viral = inputs.parameters.viral;
    for (int batch = 0; batch < BATCHES; batch++) {
        double start = now();
        for (int i = 0; i < RUNS; i++) {
            inputs.parameters.viral = viral - 1e-6 * (batch + i);
            run(&inputs, rows);
            sink = rows[51].cash;
        }
        times[batch] = (now() - start) / RUNS;
    }
    (void)sink;
    qsort(times, BATCHES, sizeof *times, ascending);
    printf("%.1f\n", times[BATCHES / 2]);
}

static void print_run(void) {
    int weeks = run(&inputs, rows);
    fputs("week", stdout);
#define NAME(name) printf("," #name);
    SERIES(NAME)
#undef NAME
    for (int week = 0; week < weeks; week++) {
        printf("\n%d", week + 1);
#define VALUE(name) printf(",%.17g", rows[week].name);
        SERIES(VALUE)
#undef VALUE
    }
    putchar('\n');
}

int main(int count, char **words) {
    if (count >= 5 && !strcmp(words[1], "csv")) {
        read_inputs(&inputs, words[2], words[3], strcmp(words[4], "as-written") ? 3 : 4);
        for (int i = 5; i < count; i++) {
            char *value = strchr(words[i], '=');
            if (!value) fail("not KEY=VALUE", words[i]);
            *value++ = 0;
            *parameter(&inputs.parameters, words[i]) = atof(value);
        }
        if (inputs.parameters.weeks > MOST_WEEKS) fail("too many weeks", "run.weeks");
        print_run();
    } else if (count == 4 && !strcmp(words[1], "time")) {
        read_inputs(&inputs, words[2], words[3], 3);
        time_runs();
    } else {
        fail("usage", "csv PARAMETERS INITIATIVES PRESET [KEY=VALUE]… | time PARAMETERS INITIATIVES");
    }
}
