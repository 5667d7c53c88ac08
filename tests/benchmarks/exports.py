"""Synthetic sacct exports of any size, for benchmarks: invented jobs, in the shape of a real export."""

from pathlib import Path

__all__ = ["COLUMNS", "write_export"]

COLUMNS = (
    "JobID|JobIDRaw|JobName|Partition|Account|User|State|ExitCode|Submit|Start|End|Elapsed|ElapsedRaw|NNodes|NCPUS|"
    "AllocTRES|ConsumedEnergyRaw|Restarts|Comment"
)
_PICK = "create macro pick(list, seed) as list[1 + (hash(seed) % len(list))::int]"
_JOBS = """
select j, step, attempt, e, g, (g + 7) // 8 as n, g * 12 as cores, model, state, comment,
    strftime(started, '%Y-%m-%dT%H:%M:%S') as started, strftime(started + to_seconds(e), '%Y-%m-%dT%H:%M:%S') as ended
from (
    select i // 4 as j, i % 4 as step, ((i // 4) % 50 = 1)::int as attempt,
        60 + (hash(i // 4) % 85000)::int as e, pick([1, 2, 4, 8, 8, 8, 16], i // 4 + 1) as g,
        pick(['h100', 'a100'], i // 4 + 2) as model,
        pick(['COMPLETED', 'COMPLETED', 'COMPLETED', 'FAILED', 'TIMEOUT', 'CANCELLED by 1001', 'OUT_OF_MEMORY',
              'PREEMPTED', 'NODE_FAIL'], i // 4 + 3) as state,
        timestamp '2025-01-01' + to_seconds((i // 4) * 13) + to_days(2 * ((i // 4) % 50 = 1)::int) as started,
        pick(['voxdemo', 'polydemo', 'lmdemo'], i // 400) || ','
            || pick(['data', 'explore', 'baseline', 'ablate', 'hyperparam', 'final'], i // 40) || ','
            || pick(['train', 'pre-train', 'evaluate', 'debug'], i // 80) as comment
    from range({rows}) as numbers(i)
)
"""
_LINES = """
select concat_ws('|', id, id, name, part, 'acct-voxdemo', usr, state, '0:0', started, started, ended, elapsed, e, n,
    cores, tres, e * g * 600, restarts, tag) as line
from (
    select *, (1000000 + j - attempt) || ['', '.batch', '.extern', '.0'][step + 1] as id,
        ['synth-train-' || (j % 997), 'batch', 'extern', 'python3'][step + 1] as name,
        if(step = 0, 'gpu_' || model, '') as part,
        if(step = 0, 'user' || (j % 40), '') as usr,
        strftime(timestamp '2000-01-01' + to_seconds(e), '%H:%M:%S') as elapsed,
        if(step = 0, 'billing=' || cores || ',', '') || 'cpu=' || cores || ',gres/gpu:' || model || '=' || g
            || ',gres/gpu=' || g || ',mem=' || (g * 110) || 'G,node=' || n as tres,
        if(step = 0, attempt::varchar, '') as restarts,
        if(step = 0, comment, '') as tag
    from ({jobs})
)
"""


def write_export(path: Path, rows: int) -> None:
    """An export of `rows` lines, three in four of them steps, one job in fifty requeued; about 250 bytes a line."""
    import duckdb

    database = duckdb.connect(config={"memory_limit": "1GB"})
    database.execute("set enable_progress_bar = false")
    database.execute(_PICK)
    query = _LINES.format(jobs=_JOBS.format(rows=rows))
    database.execute(f"copy ({query}) to '{path}' (header false, quote '', escape '', delimiter '\x1f')")
    body = path.with_suffix(".body")
    path.replace(body)
    with path.open("wb") as whole, body.open("rb") as lines:
        whole.write(COLUMNS.encode() + b"\n")
        while block := lines.read(1 << 22):
            whole.write(block)
    body.unlink()
