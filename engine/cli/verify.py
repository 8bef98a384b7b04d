"""The command ``jixiao verify``."""

from __future__ import annotations

import sys

import click

from engine.cli.common import db_option, format_option, opened_ledger, package_versions, print_json, say, utf8


@click.command()
@click.argument("run_name", metavar="RUN", callback=utf8)
@db_option
@format_option("text", "json")
def verify(run_name: str, db: str, kind: str) -> None:
    """Recompute a run from the ledger and compare; check its evidence.

    The run is computed with the ruleset it carries, from what the ledger held when it was made. Exits 1 where
    something differs, or evidence is gone or changed.

    \b
    Example:
      jixiao verify latest
    """
    from engine.findings import has_errors
    from engine.record import Run
    from engine.rulesets import load_ruleset
    from engine.store import load_kept, load_known
    from engine.verifying import verify_run

    with opened_ledger(db) as ledger:
        kept = load_kept(ledger, run_name)
        try:
            run = Run.model_validate_json(kept.content)
        except ValueError as error:
            message = f"what the ledger holds of run {kept.run} is no run; it was changed outside the program"
            raise click.ClickException(message) from error
        cases = load_known(ledger, [one.code for one in run.projects], kept.view).cases
    verified = verify_run(kept.content, kept.run, cases, package_versions(), load_ruleset(run.ruleset)[0])
    if kind == "json":
        print_json(verified.model_dump(mode="json"))
    else:
        state = "the same, byte for byte" if verified.same else "NOT the same"
        click.echo(
            f"run {verified.run}: recomputed from the ledger, {state}; {verified.evidence} evidence files checked"
        )
        say(verified.findings, "note")
    if has_errors(verified.findings):
        sys.exit(1)
