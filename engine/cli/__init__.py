"""The command line: data to stdout, messages to stderr; 0 done, 1 done with errors in the data, 2 usage.

In: what a person types. Out: text or JSON, and an exit code.

Each command imports what it needs when it runs, so that help is quick.
"""

from __future__ import annotations

from typing import ClassVar

import click

from engine.cli.common import InOrder


class _Jixiao(InOrder):
    groups: ClassVar[dict[str, str]] = {
        "target": "engine.cli.reading:target",
        "read": "engine.cli.reading:read",
        "import": "engine.cli.reading:import_",
        "readings": "engine.cli.readings:readings",
        "record": "engine.cli.reading:record",
        "score": "engine.cli.scoring:score",
        "explain": "engine.cli.scoring:explain",
        "runs": "engine.cli.scoring:runs",
        "todo": "engine.cli.todo:todo",
        "report": "engine.cli.report:report",
        "collect": "engine.cli.collect:collect",
        "correct": "engine.cli.ledger:correct",
        "confirm": "engine.cli.confirm:confirm",
        "history": "engine.cli.ledger:history",
        "adjust": "engine.cli.assess:adjust",
        "adjust-target": "engine.cli.assess:adjust_target",
        "verify": "engine.cli.verify:verify",
        "seal": "engine.cli.seal:seal",
        "upgrade": "engine.cli.ledger:upgrade",
        "diff": "engine.cli.runs:diff",
        "compare": "engine.cli.runs:assessors_side_by_side",
        "sample": "engine.cli.runs:sample",
        "sign": "engine.cli.runs:sign",
        "recheck": "engine.cli.recheck:recheck",
        "rules": "engine.cli.rules:rules",
    }


@click.group(cls=_Jixiao, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="jixiao", prog_name="jixiao")
@click.option("--group-readable", is_flag=True, help="Let the group read what is written, not its owner alone.")
@click.pass_context
def cli(ctx: click.Context, group_readable: bool) -> None:
    """Score declared performance targets (绩效目标) against recorded actuals, and explain every point.

    \b
    A year-end in five commands:
      jixiao import declarations/            the declared forms into the ledger
      jixiao record actuals/2024 --by 张三    what was achieved
      jixiao score                           a run: every row scored by the ruleset
      jixiao explain latest PROJECT          why each score is what it is
      jixiao report latest --out reports     the tables to open in a browser
    """
    from engine.files.writing import owner_only

    ctx.with_resource(owner_only(group_readable))
