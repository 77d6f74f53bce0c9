# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Writes docs/performance.md from the results and the template, and the short table of the README.

In the template, {{goals}} and the like stand for tables, {{value GROUP SUBJECT CASE MEASURE}} for a median with its unit,
and {{ratio GROUP SUBJECT CASE MEASURE / GROUP SUBJECT CASE MEASURE}} for one median by another. A name with spaces in it is
written with underscores.
"""

import re

from . import goals, places, programs, servers
from .goals import number
from .results import RATES

MARK = "<!-- benchmark: {} (written by make bench) -->"
NOT_MEASURED = "not measured"
#: What is no loss by itself: the wall time of 64 at a time is also that of the server beside them.
UNCOMPARED = ("wall", "packages")
#: The program of the small package that `--build` builds, and the Go SDK without the C library.
STATIC = {"ours-static": "swift-dynamodb, linked statically", "go-static": "AWS SDK for Go v2, linked statically"}


def spread(series, scale=1.0):
    """A median, and the lowest and highest sample."""
    if series is None:
        return "–"
    if len(series.samples) == 1:
        return number(series.median * scale)
    return f"{number(series.median * scale)} ({number(series.low * scale)}–{number(series.high * scale)})"


def table(header, rows):
    """Lines of Markdown; columns and rows that say nothing are left out."""
    rows = [row for row in rows if any(cell != "–" for cell in row[1:])]
    if not rows:
        return NOT_MEASURED.capitalize() + ".\n"
    kept = [0] + [column for column in range(1, len(header)) if any(row[column] != "–" for row in rows)]
    lines = ["| " + " | ".join(header[column] for column in kept) + " |"]
    lines.append("|" + "|".join(["---"] + ["--:"] * (len(kept) - 1)) + "|")
    lines += ["| " + " | ".join(row[column] for column in kept) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def versioned(results, group, name, title):
    version = results.runs.get(group, {}).get("versions", {}).get(name)
    return f"{title} {version}" if version else title


def client_table(results, works, concurrency, measure):
    titles = {
        "get": "GetItem, model", "get-raw": "GetItem, raw", "put": "PutItem, model", "put-raw": "PutItem, raw",
        "query": "Query of 100, model", "query-raw": "Query of 100, raw", "batch": "BatchWriteItem of 25",
    }
    rows = []
    for name, title in programs.TITLES.items():
        cells = [spread(results.series("client", name, f"{work}@{concurrency}", measure)) for work in works]
        rows.append([versioned(results, "client", name, title), *cells])
    return table(["", *(titles[work] for work in works)], rows)


def duration(nanoseconds):
    """Nanoseconds in the unit that reads best."""
    for unit, size in [("s", 1e9), ("ms", 1e6), ("µs", 1e3)]:
        if nanoseconds >= size:
            return f"{number(nanoseconds / size)} {unit}"
    return f"{number(nanoseconds)} ns"


def own_table(results, group):
    """The numbers of a program that measures itself, each beside its floor."""
    rows = []
    for series in results.of_group(group):
        if series.measure == "rate":
            continue
        floor = results.series(group, "ours", series.floor, series.measure) if series.floor else None
        if series.measure == "time":
            text = duration(series.median)
            if len(series.samples) > 1:
                text += f" ({duration(series.low)}–{duration(series.high)})"
        else:
            text = f"{spread(series)} {series.unit}"
        rate = results.series(group, "ours", series.case, "rate")
        ratio = f"{number(series.median / floor.median)}× `{series.floor}`" if floor and floor.median else "–"
        rows.append([f"`{series.case}`", text, f"{number(rate.median)} MB/s" if rate else "–", ratio])
    return table(["", "median (lowest–highest)", "bytes of JSON", "by its floor"], rows)


def server_table(results):
    works = {"get-raw": "GetItem", "put-raw": "PutItem", "query-raw": "Query of 100"}
    cases = [(f"{work}@{count}", f"{title}, {count}") for work, title in works.items() for count in servers.CONCURRENCIES]
    rows = []
    for name, title in servers.TITLES.items():
        cells = [spread(results.series("server", name, case, "per CPU second")) for case, _ in cases]
        rows.append([versioned(results, "server", name, title), *cells])
    return table(["", *(title for _, title in cases)], rows)


def server_costs_table(results):
    columns = [
        ("start", "time", "first answer, ms"), ("idle", "memory", "memory when idle, MB"),
        ("idle", "own memory", "of it not mapped from files, MB"), ("after the load", "memory", "memory after the load, MB"),
        ("program", "size", "program without symbols, MB"),
    ]
    rows = []
    for name, title in servers.TITLES.items():
        rows.append([title, *(spread(results.series("server", name, case, measure)) for case, measure, _ in columns)])
    return table(["", *(title for _, _, title in columns)], rows)


def start_table(results):
    columns = [
        ("start", "first", "time", "first item, ms"), ("start", "first", "memory", "peak memory, MB"),
        ("start", "program", "size", "program without symbols, MB"), ("build", "clean build", "time", "clean build, s"),
        ("build", "clean build", "cpu", "its processor time, s"), ("build", "fetched", "size", "sources fetched, MB"),
        ("build", "fetched", "packages", "packages fetched"),
    ]
    titles = {
        "ours": programs.TITLES["ours"], "ours-static": STATIC["ours-static"],
        "ours-macros": "swift-dynamodb, with the trait `Macros`", "go": programs.TITLES["go"], "go-static": STATIC["go-static"],
    }
    titles.update((name, title) for name, title in programs.TITLES.items() if not name.startswith("ours"))
    rows = []
    for name, title in titles.items():
        cells = [spread(results.series(group, name, case, measure)) for group, case, measure, _ in columns[:-1]]
        packages = results.median(("build", name, "fetched", "packages"))
        cells.append("–" if packages is None else f"{packages:.0f}")
        rows.append([versioned(results, "client", name, title), *cells])
    return table(["", *(title for _, _, _, title in columns)], rows)


def goals_table(results):
    parts = []
    for heading, judged in goals.judged(results).items():
        rows = [
            [goal.text, goal.measured(value) if value is not None else NOT_MEASURED,
             "–" if value is None else "reached" if is_reached else "**missed**"]
            for goal, value, is_reached in judged
        ]
        lines = [f"| {heading} | measured | |", "|---|--:|---|"] + ["| " + " | ".join(row) + " |" for row in rows]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def losses(results):
    """What is worse than a peer by more than a twentieth, the worst case of each kind, and the goals that are missed."""
    lines = []
    for group, subjects, names in [
        ("client", ["ours"], peers(programs.TITLES)),
        ("server", ["serve", "serve-file"], ["moto", "ministack"]),
        ("start", ["ours", "ours-static"], [*peers(programs.TITLES), "go-static"]),
        ("build", ["ours"], peers(programs.TITLES)),
    ]:
        for subject in subjects:
            own = [series for series in results.of_group(group) if series.subject == subject and series.measure not in UNCOMPARED]
            for name in names:
                for measure in dict.fromkeys(series.measure for series in own):
                    lines += loss(results, [series for series in own if series.measure == measure], name)
    for judged in goals.judged(results).values():
        for goal, value, is_reached in judged:
            if value is not None and not is_reached:
                lines.append(f"- Missed: {goal.text}; {goal.measured(value)} was measured.")
    return "\n".join(lines) + "\n" if lines else "- Nothing that was measured.\n"


def peers(titles):
    floors = {"ours", "ours-loop", "ours-codable", "transport", "bare", "bare-loop", "ahc"}
    return [name for name in titles if name not in floors]


def loss(results, own, peer):
    """A line for the cases of one measure in which a peer is better, with the worst of them."""
    found = []
    for series in own:
        other = results.series(series.group, peer, series.case, series.measure)
        if other and other.median and series.median:
            factor = other.median / series.median if series.measure in RATES else series.median / other.median
            if factor >= 1.05:
                found.append((factor, series, other))
    if not found:
        return []
    factor, series, other = max(found, key=lambda each: each[0])
    titles = {**programs.TITLES, **servers.TITLES, **STATIC}
    case = series.case.replace("@", ", ") + " at a time" if "@" in series.case else series.case
    more = f"; worse in {len(found)} of {len(own)} cases, this is the worst" if len(own) > 1 else ""
    return [
        f"- {titles[series.subject]}, {series.measure}, {case}: {number(series.median)} {series.unit}, "
        f"{titles[peer]} {number(other.median)} {series.unit} ({number(factor)}×{more})."
    ]


def machine_lines(results):
    """When, where and how each group was run; groups with the same of these share their lines."""
    runs = list(results.runs.values())
    if not runs:
        return NOT_MEASURED.capitalize() + ".\n"
    machine = runs[-1]["machine"]
    lines = [
        f"- Machine: {machine['processor']}, {machine['cores']} cores, {machine['memory']}, {machine['system']}; "
        f"Swift {machine['swift']}, Python {machine['python']}."
    ]
    by_run = {}
    for run in runs:
        by_run.setdefault((run["date"], run["commit"], run["command"]), []).append(run)
    for (date, commit, command), members in by_run.items():
        names = ", ".join(run["group"] for run in members)
        others = [run["other"] for run in members if "other" in run]
        share = f"; at most {max(others):.0%} of the processors' time went to other programs" if others else ""
        lines.append(f"- {names}: {date}, commit {commit}, `{command}`{share}.")
    skipped = sorted({line for run in runs for line in run.get("skipped", [])})
    lines += [f"- Skipped: {line}." for line in skipped]
    return "\n".join(lines) + "\n"


def looked_up(results, words):
    """What a placeholder with arguments stands for."""
    def key(part):
        return tuple(word.replace("_", " ") for word in part.split())

    kind, rest = words.split(None, 1)
    if kind == "value":
        series = results.series(*key(rest))
        if series is None:
            return NOT_MEASURED
        return duration(series.median) if series.unit == "ns" else f"{number(series.median)} {series.unit}"
    one, other = rest.split(" / ")
    ratio = results.ratio(key(one), key(other))
    return NOT_MEASURED if ratio is None else f"{number(ratio)}×"


def filled(results, template):
    tables = {
        "machine": machine_lines, "goals": goals_table, "losses": losses, "servers": server_table,
        "server costs": server_costs_table, "starts": start_table,
        "client models": lambda results: client_table(results, ["get", "put", "query", "batch"], 64, "cpu"),
        "client raw": lambda results: client_table(results, ["get-raw", "put-raw", "query-raw"], 64, "cpu"),
        "client memory": lambda results: client_table(results, ["get", "put", "query", "batch"], 64, "memory"),
        "client latency": lambda results: client_table(results, ["get", "get-raw", "put", "put-raw"], 1, "latency"),
        "coding": lambda results: own_table(results, "coding"),
        "engine": lambda results: own_table(results, "engine"),
    }

    def replaced(match):
        words = match.group(1).strip()
        return tables[words](results).rstrip("\n") if words in tables else looked_up(results, words)

    return re.sub(r"\{\{(.+?)\}\}", replaced, template)


def short_table(results):
    """The table of the README: what a reader wants to know first."""
    def cell(subject, case):
        value = results.median(("client", subject, case, "cpu"))
        return "–" if value is None else f"{number(value)} µs"

    names = ["ours", "go", "aiodynamo", "boto3-resource"]
    rows = [
        [title, *(cell(name, f"{work}@64") for name in names)]
        for work, title in [
            ("get", "GetItem, 1 KB, to a model"), ("put", "PutItem, 1 KB, of a model"),
            ("query", "Query, 100 items, to models"), ("batch", "BatchWriteItem, 25 items"),
        ]
    ]
    return table(["Processor time an operation", *(programs.TITLES[name].replace(", resource", "") for name in names)], rows)


def short_server_table(results):
    def cell(subject, work):
        value = results.median(("server", subject, f"{work}@16", "per CPU second"))
        return "–" if value is None else number(value)

    works = [("get-raw", "GetItem"), ("put-raw", "PutItem"), ("query-raw", "Query, 100 items")]
    rows = [
        [title, *(cell(name, work) for name in ("serve", "ministack", "moto"))] for work, title in works
    ]
    return table(["Operations a second of processor time", "`dynamodb serve`", "MiniStack", "moto"], rows)


def with_section(text, name, content):
    """The text with what is between two marks replaced; as it is where it has no such marks."""
    begin, end = MARK.format(name), MARK.format(f"end of {name}")
    pattern = re.compile(re.escape(begin) + r".*?" + re.escape(end), re.DOTALL)
    return pattern.sub(lambda _: f"{begin}\n{content}{end}", text)


def write(results):
    template = places.TEMPLATE.read_text(encoding="utf-8")
    places.PAGE.write_text(filled(results, template), encoding="utf-8")
    readme = places.README.read_text(encoding="utf-8")
    changed = with_section(readme, "clients", short_table(results))
    changed = with_section(changed, "servers", short_server_table(results))
    if changed != readme:
        places.README.write_text(changed, encoding="utf-8")
