"""The command line: data to stdout, messages to stderr; 0 done, 1 done with errors in the data, 2 usage.

In: what a person types. Out: text or JSON, and an exit code.

Each command imports what it needs when it runs, so that help is quick.
"""

from __future__ import annotations

from typing import Any, ClassVar

import click

from engine.cli.common import InOrder
from engine.cli.values import Choices
from engine.cli.wording import HELP, Option, in_words, option, speak
from engine.language.choosing import LANGUAGES, OPTION


class _Jixiao(InOrder):
    groups: ClassVar[dict[str, str]] = {
        "init": "engine.cli.init:init",
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

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The language is chosen before anything is said, be it that an option is not known."""
        args = speak(args)
        in_words(self, "jixiao")
        return super().make_context(info_name, args, parent, **extra)


@click.group(cls=_Jixiao, context_settings={"help_option_names": HELP, "max_content_width": 100})
@click.version_option(package_name="jixiao", message="jixiao %(version)s", cls=Option)
@option(OPTION, type=Choices(LANGUAGES), expose_value=False)
@option("--group-readable", is_flag=True)
@click.pass_context
def cli(ctx: click.Context, group_readable: bool) -> None:
    from engine.files.writing import owner_only

    ctx.with_resource(owner_only(group_readable))
