"""The weekly recurrence vectorised with numpy over many runs: what the speed of an ensemble is
measured against.

    ensemble.py check PARAMETERS INITIATIVES GOLDEN         agrees with the golden run, or says where not
    ensemble.py time PARAMETERS INITIATIVES RUNS REPEATS    prints the median time in seconds

Every uncertain parameter is an array with a value for each run, drawn before the clock starts; the
others are numbers. Every series of every week is worked out for all runs at once; nothing is drawn,
counted or sorted in the time that is measured. What can be worked out before the weeks is.
"""

import csv
import sys
import time

import numpy as np

W = 52 / 12
COMPONENTS = ["connections", "queries", "app", "bandwidth", "jobs", "analytics"]
TIERS = ["starter", "professional", "enterprise", "custom"]


def unit(x):
    return np.clip(x, 0, 1)


def month_start(month):
    return (month - 1) * W


def leave(monthly):
    return -np.expm1(np.log1p(-monthly) / W)


def read(parameters, initiatives, runs):
    """The realistic inputs; with several runs, an array wherever there is an uncertain range."""
    random = np.random.default_rng(1)
    p = {}
    for row in csv.DictReader(open(parameters)):
        value = float(row["realistic"])
        if runs and row["low"]:
            low, high = min(float(row["low"]), value), max(float(row["high"]), value)
            value = random.triangular(low, value, high, runs)
        p[row["id"]] = value
    return p, list(csv.DictReader(open(initiatives)))


def simulate(p, initiatives, runs):
    """Every series of every week, as arrays of the runs in a dictionary of each week."""
    weeks = round(p["run.weeks"])
    servers = round(p["performance.servers"])
    hires = sorted({key.split(".")[1] for key in p if key.startswith("hires.")})
    starts = [month_start(p[f"hires.{h}.month"]) + p["team.delay"] for h in hires]
    salaries = [p[f"hires.{h}.salary"] for h in hires]
    engineers, communication = p["team.engineers"], p["team.communication"]
    today = engineers / (1 + communication * min(engineers, 40) ** 2)
    price = [p[f"tiers.{t}.price"] for t in TIERS]
    seats = [p[f"tiers.{t}.seats"] for t in TIERS]
    sensitivity = [p[f"tiers.{t}.sensitivity"] for t in TIERS]
    hazard = [-np.log1p(-p[f"tiers.{t}.churn"]) / W for t in TIERS]
    free_hazard = -np.log1p(-p["churn.free"]) / W
    rival_loss = leave(p["churn.free"])
    starter_rate = leave(p["conversion.starter"]) / p["conversion.team"]
    rates = [
        [leave(p["conversion.professional"]), leave(p["conversion.enterprise"] * gate), leave(p["conversion.custom"] * gate)]
        for gate in (p["conversion.before_sso"], 1.0)
    ]
    rises = [price[i + 1] - price[i] for i in range(3)]
    hurts = p["churn.performance"] * (1 - p["churn.relief"])
    overrun, exponent = p["delivery.overrun"], p["capacity.query_exponent"]
    begins = [p[f"phases.{k}.start"] - 1 for k in (1, 2, 3)]
    work = [[row for row in initiatives if row["phase"] == str(k)] for k in (1, 2, 3)]
    estimates = [np.cumsum([float(row["effort"]) for row in rows]) for rows in work]
    effort = [overrun * estimate[-1] for estimate in estimates]
    pace = [effort[k] / p[f"phases.{k + 1}.weeks"] for k in range(3)]
    milestones = [[overrun * each - 1e-9 for each in estimate] for estimate in estimates]
    stages = [p[f"infra.stage{k}"] for k in range(4)]
    paid_fixed = 1 - p["infra.reserved"] * p["infra.reserved_saving"]
    paid_user = p["infra.per_user"] * (1 - p["infra.spot"] * p["infra.spot_saving"])
    raise_week = np.floor(month_start(p["finance.raise_month"]) + 1e-9)
    loading = p["team.loading"] / 12

    n = [np.full(runs, p[f"tiers.{t}.accounts"]) for t in TIERS]
    seated = sum(a * s for a, s in zip(n, seats))
    mrr = sum(a * c for a, c in zip(n, price))
    free = np.maximum(p["start.users"] - seated, 0)
    users = free + seated
    rival = np.zeros(runs) + p["growth.competitor"]
    cash = np.full(runs, p["finance.cash"])
    content = np.zeros(runs) + p["growth.content"]
    perceived, stale, backlog = np.zeros(runs), np.zeros(runs), np.zeros(runs)
    done = [np.zeros(runs) for _ in range(3)]
    carries = [np.zeros(runs) + p[f"capacity.{c}"] for c in COMPONENTS]
    page0, api0 = np.full(runs, p["performance.page"]), np.full(runs, p["performance.api"])
    floor, lift = np.full(runs, p["performance.availability"]), np.ones(runs)
    services, sso = np.zeros(runs), np.zeros(runs, bool)
    finished = [[np.zeros(runs, bool) for _ in rows] for rows in work]
    first, final = [0, 0, 0], False
    out = []

    for t in range(weeks):
        # 1 · Team
        if not final:
            heads, able, fresh, payroll = engineers, engineers, 0.0, engineers * p["team.salary"]
            for start, salary in zip(starts, salaries):
                on = unit(t + 1 - start)
                grown = unit((t + 1 - start) / p["team.ramp"])
                heads = heads + on
                able = able + on * (p["team.ramp_start"] + (1 - p["team.ramp_start"]) * grown)
                fresh = fresh + on * (1 - grown)
                payroll = payroll + on * salary
            cliff = unit((fresh / heads - p["team.cliff_share"]) / max(1 - p["team.cliff_share"], 1e-9))
            output = np.maximum(able - p["team.mentoring"] * fresh, 0) / (1 + communication * np.minimum(heads, 40) ** 2)
            output = output * (1 - p["team.cliff_loss"] * cliff)
            final = all(np.all(t >= start + p["team.ramp"]) for start in starts)

        # 2 · Architecture: only initiatives that some run may just have finished are looked at
        for k in range(3):
            for j in range(first[k], len(work[k])):
                reached = done[k] >= milestones[k][j]
                if not reached.any():
                    break
                new = reached & ~finished[k][j]
                if new.any():
                    row, finished[k][j] = work[k][j], reached
                    for c, name in enumerate(COMPONENTS):
                        gain = float(row[name] or 1)
                        if gain != 1:
                            carries[c] = np.where(new, carries[c] * (gain ** (1 / exponent) if c == 1 else gain), carries[c])
                    page0 = np.where(new, page0 * float(row["page"] or 1), page0)
                    api0 = np.where(new, api0 * float(row["api"] or 1), api0)
                    lift = np.where(new, lift * float(row["conversion"] or 1), lift)
                    floor = np.where(new, np.maximum(floor, float(row["availability"] or 0)), floor)
                    services = services + (new if row["kind"] else 0)
                    sso = sso | (new if row["kind"] == "sso" else False)
            while first[k] < len(work[k]) and finished[k][first[k]].all():
                first[k] += 1

        # 3 · Load and service quality
        loads = [users / carry for carry in carries]
        loads[1] = loads[1] ** exponent
        rho = loads[0]
        for load in loads[1:]:
            rho = np.maximum(rho, load)
        bottleneck, capacity = np.full(runs, 5), carries[5]
        for c in range(4, -1, -1):
            fullest = loads[c] >= rho * (1 - 1e-12)
            bottleneck, capacity = np.where(fullest, c, bottleneck), np.where(fullest, carries[c], capacity)
        limited = np.minimum(rho, 0.99)
        offered = servers * limited
        blocking = np.ones(runs)
        for s in range(1, servers + 1):
            blocking = offered * blocking / (s + offered * blocking)
        slow = 1 + blocking / (1 - limited * (1 - blocking)) / (servers - offered)
        broken = rho >= 1 - 1e-12
        page = np.where(broken, p["performance.timeout"], np.minimum(page0 * slow, p["performance.timeout"]))
        api = np.where(broken, p["performance.timeout"], np.minimum(api0 * slow, p["performance.timeout"]))
        uptime = floor * (1 - p["performance.peak"] * np.maximum(1 - 1 / rho, 0))
        pain = 1 - (1 - unit((page - 2) / 8)) * (1 - unit((0.995 - uptime) / 0.045))
        perceived = perceived + (pain - perceived) / p["churn.perception"]

        # 4 · Work
        productive = output * (1 - np.minimum(services * p["delivery.ops"], 0.5))
        left = p["team.scaling"] * productive
        for k in range(3):
            if t >= begins[k]:
                spent = np.maximum(np.minimum(np.minimum(left, pace[k]), effort[k] - done[k]), 0)
                done[k], left = done[k] + spent, left - spent
        velocity = ((1 - p["team.scaling"]) * productive + left) / today
        stale = stale + (unit(1 - velocity / 0.7) - stale) / 13

        # 5 · Support
        deflected = np.minimum(
            p["support.chatbot"] * unit((t - month_start(p["support.chatbot_month"])) / p["support.ramp"])
            + p["support.selfservice"] * unit((t - p["support.selfservice_week"] + 1) / p["support.ramp"]),
            0.95,
        )
        tickets = users * p["support.tickets"] * (1 + 2 * perceived) * (1 - deflected)
        agents = p["support.agents"] + p["support.associates"] * unit(t + 1 - month_start(p["support.associates_month"]))
        closed = np.maximum(agents * p["support.rate"], 1e-9)
        backlog = np.minimum(np.maximum(backlog + tickets - closed, 0), p["support.patience"] * closed)
        wait = backlog / closed

        # 6 · Churn
        x = hurts * perceived + p["churn.support"] * unit(wait / 2) + p["churn.stale"] * stale
        factors = {s: np.exp(s * x) for s in {1.0, *sensitivity}}
        free_lost = -free * np.expm1(-free_hazard * factors[1.0])
        lost = [-n[i] * np.expm1(-hazard[i] * factors[sensitivity[i]]) for i in range(4)]

        # 7 · Acquisition and conversion
        room = unit(1 - (users + rival) / p["growth.market"])
        quality = (1 - p["growth.pain_loss"] * perceived) * (1 - p["growth.stale_loss"] * stale)
        closes = (t >= p["growth.window_month"] * W) & (users < rival)
        loyal = np.where(closes, 1 - p["growth.window_penalty"], 1)
        partners = p["growth.partner"] * unit((t - month_start(p["growth.partner_month"])) / p["growth.partner_ramp"])
        signups = np.minimum(
            (p["growth.viral"] * users * loyal + content + partners) * room * quality,
            np.maximum(p["growth.market"] - users - rival, 0),
        )
        content = content * (1 + p["growth.content_growth"])
        rival = rival * (1 + p["growth.competitor_growth"] * room - rival_loss)
        stay = free - free_lost
        new = np.minimum(stay * starter_rate * lift * quality, stay / seats[0])
        ups = [(n[i] - lost[i]) * np.where(sso, rates[1][i], rates[0][i]) * room * quality for i in range(3)]
        reps = p["sales.reps"] * unit(t + 1 - month_start(p["sales.month"]))
        deals = reps * p["sales.deals"] / W * np.where(sso, 1, p["conversion.before_sso"]) * quality * room

        # 8 · Revenue movements
        free = np.maximum(stay - new * seats[0], 0) + signups
        n = [
            n[0] - lost[0] + new - ups[0],
            n[1] - lost[1] + ups[0] - ups[1],
            n[2] - lost[2] + ups[1] - ups[2] + deals,
            n[3] - lost[3] + ups[2],
        ]
        opening, mrr = mrr, sum(a * c for a, c in zip(n, price))
        infra = paid_fixed * stages[max([0] + [k + 1 for k in range(3) if t >= begins[k]])] + users * paid_user
        users = free + sum(a * s for a, s in zip(n, seats))

        # 9 · Money
        csm = p["finance.csm_salary"] * unit(t + 1 - month_start(p["finance.csm_month"]))
        people = loading * (
            payroll + p["finance.founders"] * p["finance.founder_salary"] + csm
            + agents * p["finance.agent_salary"] + reps * p["finance.rep_salary"]
        )
        revenue = (opening + mrr) / 2
        cost = infra + people + p["finance.overhead"] + p["finance.content"] + p["finance.fee"] * revenue
        burn = cost - revenue
        cash = cash - burn / W + np.where(t == raise_week, p["finance.raise"], 0)
        out.append({
            "users": users, "free": free, "starter": n[0], "professional": n[1], "enterprise": n[2], "custom": n[3],
            "signups": signups, "lost_users": free_lost + sum(l * s for l, s in zip(lost, seats)), "competitor": rival,
            "mrr": mrr, "arr": 12 * mrr, "new_mrr": new * price[0] + deals * price[2],
            "expansion_mrr": sum(u * max(r, 0) for u, r in zip(ups, rises)),
            "contraction_mrr": sum(u * max(-r, 0) for u, r in zip(ups, rises)),
            "churned_mrr": sum(l * c for l, c in zip(lost, price)), "revenue": revenue, "infra": infra,
            "people": people, "cost": cost, "burn": burn, "cash": cash, "cost_per_user": infra / users,
            "capacity": capacity, "utilisation": rho, "bottleneck": bottleneck, "page": page, "api": api,
            "uptime": uptime, "pain": pain, "perceived": perceived, "heads": heads, "team": output,
            "velocity": velocity, "stale": stale, "phase1": done[0] / effort[0], "phase2": done[1] / effort[1],
            "phase3": done[2] / effort[2], "sso": sso, "tickets": tickets, "wait": wait,
        })
    return out


def check(parameters, initiatives, golden):
    """Fails unless a run of one agrees with the golden one."""
    p, work = read(parameters, initiatives, 0)
    rows = list(csv.DictReader(open(golden)))
    weeks = simulate(p, work, 1)
    assert len(rows) == len(weeks), f"{len(weeks)} weeks instead of {len(rows)}"
    for key in list(rows[0])[1:]:
        scales = ("cost", key) if key in ("cash", "burn") else (key,)
        scale = max(abs(float(row[each])) for row in rows for each in scales)
        for number, (row, week) in enumerate(zip(rows, weeks), 1):
            got, wanted = float(np.ravel(week[key])[0]), float(row[key])
            assert abs(got - wanted) <= 1e-9 * max(abs(wanted), scale), f"{key} in week {number}: {got}, not {wanted}"


def measure(parameters, initiatives, runs, repeats):
    """The median time of the runs, in seconds."""
    p, work = read(parameters, initiatives, runs)
    times = []
    for _ in range(repeats):
        before = time.perf_counter()
        simulate(p, work, runs)
        times.append(time.perf_counter() - before)
    print(sorted(times)[len(times) // 2])


if __name__ == "__main__":
    command, parameters, initiatives, *rest = sys.argv[1:]
    if command == "check":
        check(parameters, initiatives, rest[0])
    else:
        measure(parameters, initiatives, int(rest[0]), int(rest[1]))
