# %% [markdown]
# # Five questions to the corpus
#
# The study of Moshi (arXiv 2604.11154) counted all compute of one model along components and phases, with
# early experiments, failed runs, debugging and ablations, and its effect on energy, water, greenhouse gases
# and minerals, for the use and the manufacture of the hardware. This notebook asks the same of everything
# that is published: what was the share of the final run, where did the rest go, what does it come to in the
# four indicators, what is the share of manufacture, and what would be less elsewhere.
#
# The figures are those that developers and papers have printed, transcribed with their sources. A blank means
# that a source does not say it, and no sum goes over more than one disclosure: families, members and other
# accounts of the same work stand side by side.

# %%
import subprocess
import tempfile

import duckdb
import pandas as pd

from fullcount_reports.comparison import collect, compare, final_shares

pd.set_option("display.width", 120, "display.max_colwidth", 48)
FOLDER = "datasets/published/disclosures"
CORPUS = f"{tempfile.mkdtemp()}/corpus.duckdb"
command = ["fullcount", "corpus", "build", FOLDER, "-o", CORPUS]
build = subprocess.run(command, check=True, capture_output=True, text=True)
print(*build.stdout.splitlines()[1:3], sep="\n")


def ask(query: str) -> pd.DataFrame:
    with duckdb.connect(CORPUS, read_only=True) as connection:
        return connection.sql(query).df()


# %% [markdown]
# ## 1. How much of the whole is the final run?
#
# Only for those that tell both is there an answer. The wholes differ (`measure` says what the share is one
# of), so the rows are not ranked against each other.

# %%
published = collect([FOLDER])
shares = final_shares(published).sort_values("value")
columns = ["subject", "developer", "value", "unit", "measure", "evidence_grade"]
print(shares[columns].round(1).to_string(index=False))

# %% [markdown]
# ## 2. Where does the rest go?
#
# Stages of the disclosures that count research besides training. `unknown` counts the lines of that stage
# whose hours the source does not state: a stage with unknown hours is not a small stage.

# %%
print(
    ask("""
    select subject, stage, sum(value) as accelerator_hours, count(*) filter (value is null) as unknown
    from figures
    where section = 'compute' and quantity = 'accelerator_hours'
      and boundary in ('development', 'research') and revision_status = 'published'
    group by all
    order by subject, accelerator_hours desc nulls last
    """).to_string(index=False, na_rep="")
)

# %% [markdown]
# How many say how their runs ended, which is what failed runs would be counted by?

# %%
print(
    ask("""
    select outcome, count(distinct disclosure) as disclosures
    from figures where section = 'compute' and quantity = 'accelerator_hours' and revision_status = 'published'
    group by all order by disclosures desc
    """).to_string(index=False)
)

# %% [markdown]
# ## 3. What does it come to in energy, water, greenhouse gases and minerals?
#
# First: how many disclosures give any figure at all.

# %%
print(
    ask("""
    with told as (
      select disclosure, category from figures
      where section = 'impacts' and quantity = 'amount' and status = 'disclosed' and revision_status = 'published'
      union
      select disclosure, 'energy' from figures
      where quantity = 'energy' and status = 'disclosed' and revision_status = 'published'
    )
    select category, count(distinct disclosure) as disclosures,
      (select count(*) from disclosures where revision_status = 'published') as of_all
    from told group by category order by disclosures desc
    """).to_string(index=False)
)

# %% [markdown]
# ## 4. How much is manufacture of the hardware?
#
# Of those that print manufacture at all. `all` is manufacture and use together, where the source prints their
# sum.

# %%
print(
    ask("""
    select subject, boundary, category, phase, ghg_basis, value, unit
    from figures
    where section = 'impacts' and quantity = 'amount' and part is null and value is not null and covers is null
      and (disclosure, category) in (
        select disclosure, category from figures
        where section = 'impacts' and phase = 'manufacture' and value is not null and revision_status = 'published')
    order by subject, category, phase
    """).to_string(index=False, na_rep="")
)

# %% [markdown]
# ## 5. What would be less elsewhere?
#
# Greenhouse gases of one accelerator-hour, in kg, differ many times over on one chip. The last column
# recomputes each on one convention: rated power, a PUE of 1.2 and the French grid of 2024. What is left of
# the spread is the hardware; where the model of the chip is not stated, there is nothing to recompute with.
# Market-based figures are left out: they say what was bought.

# %%
intensity = compare(
    published, metrics=("ghg",), per="accelerator-hour", rebase="grid=FRA-2024,pue=1.2,power=tdp"
)
one = intensity.query("phase == 'use' and how == 'stated' and ghg_basis != 'market'").dropna(subset=["value"])
spread = (
    one.groupby("accelerators")
    .agg(
        rows=("value", "size"),
        least=("value", "min"),
        most=("value", "max"),
        rebased=("rebased_value", "max"),
    )
    .query("rows > 2")
)
print(spread.round(3).to_string())
